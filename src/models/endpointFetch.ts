/**
 * `fetch` as the OpenAI client should have it:
 * - The body is read here, while the client's time-out still runs: the client stops its clock at the headers, so a body
 *   that stalls would never end; and a connection that breaks inside the body becomes an error that it retries.
 * - Redirects are not followed: a key and custom headers are bound to the origin that they were given for.
 * - The client's own `x-stainless-*` headers (operating system, versions) stay home: Gavel has no telemetry.
 */
export async function endpointFetch(url: string | URL | Request, init?: RequestInit): Promise<Response> {
  const headers = new Headers(init?.headers);
  for (const name of [...headers.keys()]) if (name.startsWith('x-stainless-')) headers.delete(name);
  const response = await fetch(url, { ...init, headers, redirect: 'manual' });
  // A browser hides where a redirect leads and what it says.
  if (response.type === 'opaqueredirect') return new Response(null, { status: 302 });
  const body = await response.arrayBuffer();
  const hasNoBody = response.status === 204 || response.status === 205 || response.status === 304;
  return new Response(hasNoBody ? null : body, response);
}
