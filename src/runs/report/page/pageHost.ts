import type { PageHost, ReportPageState, ReportProgressMessage } from './messages.ts';

/** Joins the page to VS Code where it is there. Runs in the page (see pageScript.ts): it can use nothing from here. */
export function pageHost(): PageHost {
  const { acquireVsCodeApi } = globalThis as unknown as {
    acquireVsCodeApi?(): { postMessage(message: unknown): void; getState(): unknown; setState(state: unknown): void };
  };
  const api = acquireVsCodeApi?.();
  // A page of an earlier version may have kept anything.
  const kept = api?.getState();
  const view = document.body.dataset['view'];
  const isOurs = typeof kept === 'object' && kept !== null && 'view' in kept && kept.view === view;
  const host = {
    state: (isOurs ? kept : {}) as ReportPageState,
    tell: (message: unknown) => api?.postMessage(message),
    keep(change: ReportPageState) {
      if (view === undefined) return;
      host.state = { ...host.state, ...change, view };
      api?.setState(host.state);
    },
  };
  host.keep({});

  document.addEventListener('click', ({ target }) => {
    const button = (target as Element).closest<HTMLElement>('[data-row], [data-action]');
    const { row, action } = button?.dataset ?? {};
    if (row !== undefined) host.tell({ type: 'row', row: Number(row) });
    else if (action !== undefined) host.tell({ type: 'action', action });
  });
  addEventListener('message', ({ data }: MessageEvent<ReportProgressMessage>) => {
    const progress = document.getElementById('progress');
    if (progress && data.type === 'progress') progress.textContent = data.words;
  });
  // After the tables have taken their places, and after VS Code has put the page where the one before it was.
  const to = host.state.scroll;
  if (document.querySelector('main') && to) addEventListener('load', () => setTimeout(() => scrollTo(0, to), 100));
  let keeping: ReturnType<typeof setTimeout> | undefined;
  addEventListener('scroll', () => {
    clearTimeout(keeping);
    keeping = setTimeout(() => host.keep({ scroll: Math.round(scrollY) }), 200);
  });
  return host;
}
