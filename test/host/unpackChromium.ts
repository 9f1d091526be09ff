// Unpacks the packaged Chromium into the temporary folder. A process of its own, so that the folder can be chosen: the
// package takes it from the environment.
import chromium from '@sparticuz/chromium';

await chromium.executablePath();
