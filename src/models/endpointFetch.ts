/** What a chat request needs beside the headers that the settings give. */
const needed = ['accept', 'authorization', 'content-type'];

/**
 * `fetch` as the OpenAI client should have it:
 * - Only the headers that a request needs and those that the settings name go out. The client adds some that tell about
 *   this machine, and whatever `OPENAI_CUSTOM_HEADERS` holds in the environment: meant for another endpoint.
 * - The body is read here, while the client's time-out still runs: the client stops its clock at the headers, so a body
 *   that stalls would never end; and a connection that breaks inside the body becomes an error that it retries.
 * - Redirects are not followed: a key and custom headers are bound to the origin that they were given for.
 */
export function endpointFetch(headerNames: readonly string[]): typeof fetch {
  const allowed = new Set([...needed, ...headerNames.map((name) => name.toLowerCase())]);
  return async (url, init) => {
    const headers = new Headers([...new Headers(init?.headers)].filter(([name]) => allowed.has(name)));
    const response = await fetch(url, { ...init, headers, redirect: 'manual' });
    // A browser hides where a redirect leads and what it says.
    if (response.type === 'opaqueredirect') return new Response(null, { status: 302 });
    const text = await response.text();
    // The response as it is, its body read: a new Response would wrap the text in a stream again.
    return Object.defineProperties(response, {
      body: { value: null },
      text: { value: async () => text },
      json: { value: async () => JSON.parse(text) as unknown },
    });
  };
}
