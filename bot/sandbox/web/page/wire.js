// Connection to the sandbox: requests, and an event stream that reconnects.

async function ask(method, path, body) {
  const response = await fetch(`/sandbox/${path}`, {
    method,
    headers: body ? { "Content-Type": "application/json" } : {},
    body: body && JSON.stringify(body),
  });
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.error || `The sandbox answered ${response.status}`);
  return answer;
}

export const get = (path) => ask("GET", path);
export const post = (path, body) => ask("POST", path, body);

/** Calls onEvent for every event; the first after every (re)connection is {kind: "hello"}. */
export function listen(onEvent, onConnection) {
  const source = new EventSource("/sandbox/events");
  source.onmessage = (event) => {
    onConnection(true);
    onEvent(JSON.parse(event.data));
  };
  source.onerror = () => {
    onConnection(false);
    if (source.readyState === EventSource.CLOSED) {
      // the browser has given up, so reconnect ourselves
      setTimeout(() => listen(onEvent, onConnection), 1000);
    }
  };
  addEventListener("pagehide", () => source.close(), { once: true });
}
