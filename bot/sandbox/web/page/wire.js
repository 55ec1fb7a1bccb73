// How does the page talk to the sandbox? Requests, and a stream of what happens that mends itself.

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

/** Calls onEvent for each event; after every (re)connection the first one is {kind: "hello"}. */
export function listen(onEvent, onConnection) {
  const source = new EventSource("/sandbox/events");
  source.onmessage = (event) => {
    onConnection(true);
    onEvent(JSON.parse(event.data));
  };
  source.onerror = () => {
    onConnection(false);
    if (source.readyState === EventSource.CLOSED) {
      // the browser has given up; we have not
      setTimeout(() => listen(onEvent, onConnection), 1000);
    }
  };
  addEventListener("pagehide", () => source.close(), { once: true });
}
