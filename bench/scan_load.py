"""A load of scans from a process of its own: ``python -m bench.scan_load <port> <host> <paths> <connections> <s>``.

Keep-alive HTTP/1.1 on bare sockets, one request under way on each connection; prints its result as JSON. One loop over
epoll, because it must cost a small part of what it measures.
"""

import itertools
import select
import socket
import sys
import time
from pathlib import Path

import msgspec

# What a telephone sends.
HEADERS = (
    "User-Agent: Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
    "Version/18.0 Mobile/15E148 Safari/604.1\r\n"
    "Accept: text/html,application/xhtml+xml,*/*;q=0.8\r\n"
    "Accept-Language: de-DE,de;q=0.9\r\n"
)
MOST_BYTES = 65_536
REDIRECT = b"HTTP/1.1 307"


class ScanLoadResult(msgspec.Struct, frozen=True, kw_only=True):
    """What came of a load. ``answered`` counts redirects; anything else is in ``failed``."""

    answered: int
    failed: int
    per_second: float
    p50_ms: float
    p99_ms: float


def run_scans(port: int, host: str, paths: list[bytes], connections: int, duration_s: float) -> ScanLoadResult:
    """Scans the paths over and over for so long, over connections that are kept."""
    rest = f" HTTP/1.1\r\nHost: {host}\r\n{HEADERS}\r\n".encode()
    requests = itertools.cycle([b"GET " + path + rest for path in paths])
    phones = {phone.fileno(): phone for phone in (_connected(port) for _ in range(connections))}
    answers = select.epoll()
    latencies: list[float] = []
    failed, started = 0, time.perf_counter()
    end = started + duration_s
    sent = dict.fromkeys(phones, 0.0)
    for number, phone in phones.items():
        answers.register(number, select.EPOLLIN)
        sent[number] = time.perf_counter()
        phone.send(next(requests))
    while phones:
        for number, _ in answers.poll():
            phone = phones[number]
            answer = phone.recv(MOST_BYTES)
            received = time.perf_counter()
            if answer:
                latencies.append(received - sent[number])
                # A whole answer: without a body it fits one packet.
                failed += not (answer.startswith(REDIRECT) and answer.endswith(b"\r\n\r\n"))
            if answer and received < end:
                sent[number] = received
                phone.send(next(requests))
            else:
                answers.unregister(number)
                phones.pop(number).close()
    return _result(latencies, failed, time.perf_counter() - started)


def _connected(port: int) -> socket.socket:
    phone = socket.create_connection(("127.0.0.1", port))
    phone.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return phone


def _result(latencies: list[float], failed: int, took: float) -> ScanLoadResult:
    latencies.sort()
    return ScanLoadResult(
        answered=len(latencies) - failed,
        failed=failed,
        per_second=len(latencies) / took,
        p50_ms=latencies[len(latencies) // 2] * 1000,
        p99_ms=latencies[len(latencies) * 99 // 100] * 1000,
    )


def main() -> None:
    """Runs a load and prints its result."""
    port, host, paths, connections, duration_s = sys.argv[1:]
    result = run_scans(int(port), host, Path(paths).read_bytes().split(), int(connections), float(duration_s))
    sys.stdout.buffer.write(msgspec.json.encode(result))


if __name__ == "__main__":
    main()
