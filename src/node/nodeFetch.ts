import type { IncomingMessage } from 'node:http';
// The modules themselves, not their functions: VS Code puts its proxies and certificates into them.
import http from 'node:http';
import https from 'node:https';
import { promisify } from 'node:util';
import zlib from 'node:zlib';
import { AnswerTooLarge, type EndpointFetch, mostBytes } from '../models/endpointFetch.ts';

/**
 * Sends requests over node:http, for a fraction of the CPU time that the platform's `fetch` takes. Connections are kept
 * alive and shared by all who ask the same endpoint. The error of a broken connection has the system's `code`.
 */
export const nodeFetch: EndpointFetch = async (url, { method, headers, body, signal }) => {
  signal?.throwIfAborted();
  const { protocol, hostname, port, pathname, search } = new URL(url);
  const { request } = protocol === 'https:' ? https : http;
  const sent = request({
    protocol,
    // The brackets around an IPv6 address belong to the URL.
    hostname: hostname.replace(/^\[|\]$/g, ''),
    port,
    path: pathname + search,
    method,
    agent: protocol === 'https:' ? secureAgent : plainAgent,
    // Some gateways refuse who gives no name.
    headers: { 'user-agent': 'gavel', ...headers },
  });
  const abort = () => sent.destroy(signal?.reason);
  signal?.addEventListener('abort', abort, { once: true });
  try {
    const answer = await new Promise<IncomingMessage>((resolve, reject) => {
      sent.on('error', reject).on('response', resolve).end(body);
    });
    const text = await readText(answer);
    const get = (name: string) => headerOf(answer, name);
    return { status: answer.statusCode ?? 0, headers: { get }, text };
  } catch (error) {
    sent.destroy();
    // Inside a body, an abort looks like a broken connection.
    throw signal?.aborted ? signal.reason : error;
  } finally {
    signal?.removeEventListener('abort', abort);
  }
};

// A proxy from the environment only where Node itself would take one for `fetch`: what runs on this machine must stay
// reachable.
const proxyEnv = process.env['NODE_USE_ENV_PROXY'] === '1' ? process.env : undefined;
const options = { keepAlive: true, ...(proxyEnv && { proxyEnv }) };
const plainAgent = new http.Agent(options);
const secureAgent = new https.Agent(options);

function headerOf({ headers }: IncomingMessage, name: string): string | null {
  const value = headers[name];
  return Array.isArray(value) ? value.join(', ') : (value ?? null);
}

async function readText(answer: IncomingMessage): Promise<string> {
  const bytes = await readBytes(answer);
  const unpack = unpackers[answer.headers['content-encoding']?.toLowerCase() ?? ''];
  return (unpack ? await unpacked(unpack, bytes) : bytes).toString('utf8');
}

/** Rejects when the connection breaks before the end. Events, not an iterator: that takes ten times as long. */
function readBytes(answer: IncomingMessage): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    answer.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > mostBytes) reject(new AnswerTooLarge());
      else chunks.push(chunk);
    });
    answer.on('end', () => resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)));
    answer.on('error', reject);
  });
}

type Unpack = (bytes: Buffer, options: { maxOutputLength: number }) => Promise<Buffer>;

// Asked for by nobody here, and still sent by some proxies.
const unpackers: Record<string, Unpack | undefined> = {
  gzip: promisify<Buffer, zlib.ZlibOptions, Buffer>(zlib.gunzip),
  'x-gzip': promisify<Buffer, zlib.ZlibOptions, Buffer>(zlib.gunzip),
  deflate: promisify<Buffer, zlib.ZlibOptions, Buffer>(zlib.inflate),
  br: promisify<Buffer, zlib.BrotliOptions, Buffer>(zlib.brotliDecompress),
};

async function unpacked(unpack: Unpack, bytes: Buffer): Promise<Buffer> {
  try {
    return await unpack(bytes, { maxOutputLength: mostBytes });
  } catch (error) {
    throw (error as { code?: unknown }).code === 'ERR_BUFFER_TOO_LARGE' ? new AnswerTooLarge() : error;
  }
}
