// Sets language and theme before the first paint, so that a reload does not flash.
(function () {
  var root = document.documentElement;
  var prefs = {};
  try {
    prefs = JSON.parse(localStorage.getItem('seisan.prefs') || '{}') || {};
  } catch (error) {
    // Storage is blocked or holds something else: the defaults below stand.
  }
  root.lang = prefs.lang || (/^ja\b/.test(navigator.language) ? 'ja' : 'en');
  if (prefs.theme === 'light' || prefs.theme === 'dark') root.dataset.theme = prefs.theme;
})();
