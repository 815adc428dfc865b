import { render } from 'preact';
import { App } from './app';
import { onCall, useRouter } from './banso';
import { navigate } from './router';
import { resumeScans } from './store/capture';
import { resume } from './store/session';
import { flagWeekends } from './store/workspace';
import './styles/base.css';
import './styles/layout.css';
import './styles/controls.css';
import './styles/content.css';
import './styles/pages.css';

useRouter(navigate);
onCall('flag-weekends', flagWeekends);
resume();
resumeScans();
render(<App />, document.getElementById('app')!);
