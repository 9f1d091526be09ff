import type { HostMessage, PageData, PageMessage } from '../shared/protocol.ts';
import { Results } from './components/results.ts';
import { HostClient } from './hostClient.ts';
import { ResultsModel } from './resultsModel.ts';
import { useTranslations } from './strings.ts';
import { restoreState, type ViewState } from './viewState.ts';

/** What VS Code gives a page to talk to its extension with. */
interface VsCodeApi {
  postMessage(message: PageMessage): void;
  getState(): unknown;
  setState(state: ViewState): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

/** A run that grows is looked at no more often than this, in milliseconds. */
const lookEvery = 200;

const { run, isJury, translations } = JSON.parse(document.getElementById('data')?.textContent ?? '') as PageData;
useTranslations(translations);

const vscode = acquireVsCodeApi();
const page = new Results();
const client = new HostClient(
  (message) => vscode.postMessage(message),
  () => void page.model.refresh(),
);
page.model = new ResultsModel(restoreState(vscode.getState(), run, isJury), {
  client,
  keep: (state) => vscode.setState(state),
  changed: () => page.refresh(),
  reveal: (place) => page.reveal(place),
  pause: () => new Promise((resolve) => setTimeout(resolve, lookEvery)),
});
window.addEventListener('message', ({ data }: MessageEvent<HostMessage>) => client.receive(data));
// Shown in the page's place until there is something to show.
page.append(document.getElementById('opening') ?? '');
document.body.append(page);
void page.model.refresh();
