/** What is wrong with a base URL, in words. */
export interface BaseUrlProblem {
  message: string;
}

/** Hosts that never leave this machine. */
const localHosts = /^(?:localhost|.+\.localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

/** Reads the base URL of an OpenAI-compatible endpoint: http or https, without a user, a query or a fragment. */
export function parseBaseUrl(text: string): URL | BaseUrlProblem {
  if (!URL.canParse(text.trim())) return { message: 'This is not a URL. An example: https://api.example.com/v1' };
  const url = new URL(text.trim());
  if (url.protocol !== 'https:' && url.protocol !== 'http:')
    return { message: 'The URL must begin with https:// or http://.' };
  // A key in the URL would end up in settings, logs and run files.
  if (url.username !== '' || url.password !== '')
    return { message: 'The URL must not hold a user name or a password.' };
  if (url.search !== '' || url.hash !== '') return { message: 'The URL must end with its path: no "?" and no "#".' };
  return url;
}

/** Whether reading a base URL gave a problem. */
export function isBaseUrlProblem(answer: URL | BaseUrlProblem): answer is BaseUrlProblem {
  return !(answer instanceof URL);
}

/** The base URL as it is written to settings and compared: no slash at its end. */
export function plainBaseUrl(url: URL): string {
  return url.href.replace(/\/+$/, '');
}

/** Whether requests to a URL stay on this machine: no consent needed, and a key may travel without TLS. */
export function isLocal(url: URL): boolean {
  return localHosts.test(url.hostname);
}

/** Whether a key sent to this URL could be read on the way. */
export function exposesKeys(url: URL): boolean {
  return url.protocol === 'http:' && !isLocal(url);
}
