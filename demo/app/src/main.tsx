import { render } from 'preact';
import { App } from './app';
import { resumeScans } from './store/capture';
import { resume } from './store/session';
import './styles/base.css';
import './styles/layout.css';
import './styles/controls.css';
import './styles/content.css';
import './styles/pages.css';

resume();
resumeScans();
render(<App />, document.getElementById('app')!);
