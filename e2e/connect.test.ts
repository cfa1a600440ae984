// One file for all of them: the server, its imports and Chromium are started once, not six times.
import './connect/happy-path.js';
import './connect/choices.js';
import './connect/interruptions.js';
import './connect/keyboard.js';
import './connect/looks.js';
import './connect/languages.js';
import './connect/again.js';
import './connect/without-script.js';
import './connect/battery.js';
import './connect/virtual-key.js';
import './connect/opener.js';
