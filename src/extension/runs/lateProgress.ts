import { ProgressLocation, window } from 'vscode';

/** What takes no longer is done before anybody wonders. */
const lateMs = 400;

/**
 * Does what is mostly quick. When it is not, a notification shows that it goes on, and lets the user give it up; `report`
 * says how far it is.
 */
export async function withLateProgress<T>(
  title: string,
  work: (signal: AbortSignal, report: (words: string) => void) => Promise<T>,
): Promise<T> {
  const givenUp = new AbortController();
  let show: ((words: string) => void) | undefined;
  const working = work(givenUp.signal, (words) => show?.(words));
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<true>((resolve) => {
    timer = setTimeout(() => resolve(true), lateMs);
  });
  const isLate = await Promise.race([working.then(() => false), late]).finally(() => clearTimeout(timer));
  if (!isLate) return working;
  return window.withProgress(
    { location: ProgressLocation.Notification, cancellable: true, title },
    async (notice, token) => {
      token.onCancellationRequested(() => givenUp.abort());
      show = (message) => notice.report({ message });
      return working;
    },
  );
}
