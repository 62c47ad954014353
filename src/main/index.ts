import { app } from 'electron';
import { openCapturePage } from './capture-window.js';
import { openStudio } from './studio-shell.js';

// Electron's entry. With `--capture=ADDRESS` its Chromium draws for a backend that found no browser; else it is the studio.

const PAGE = '--capture=';

app.enableSandbox();
const address = process.argv.find((argument) => argument.startsWith(PAGE))?.slice(PAGE.length);
if (address === undefined) openStudio();
else openCapturePage(address);
