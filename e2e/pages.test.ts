// One file for all of them: the server, its imports and Chromium are started once.
import './pages/demo-app.js';
import './pages/links.js';
import './pages/looks.js';
