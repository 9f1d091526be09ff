const telemetry = ['lang', 'package-version', 'os', 'arch', 'runtime', 'runtime-version', 'retry-count', 'timeout'].map(
  (name) => `x-stainless-${name}`,
);

/**
 * `fetch` as the OpenAI client should have it:
 * - The body is read here, while the client's time-out still runs: the client stops its clock at the headers, so a body
 *   that stalls would never end; and a connection that breaks inside the body becomes an error that it retries.
 * - Redirects are not followed: a key and custom headers are bound to the origin that they were given for.
 * - The client's own headers, which tell the endpoint about this machine, stay home: Gavel has no telemetry.
 */
export async function endpointFetch(url: string | URL | Request, init?: RequestInit): Promise<Response> {
  if (init?.headers instanceof Headers) for (const name of telemetry) init.headers.delete(name);
  const response = await fetch(url, { ...init, redirect: 'manual' });
  // A browser hides where a redirect leads and what it says.
  if (response.type === 'opaqueredirect') return new Response(null, { status: 302 });
  const text = await response.text();
  // The response as it is, its body read: a new Response would wrap the text in a stream again.
  return Object.defineProperties(response, {
    body: { value: null },
    text: { value: async () => text },
    json: { value: async () => JSON.parse(text) as unknown },
  });
}
