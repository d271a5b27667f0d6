import type { Socket } from "node:net";

/** Whether a host takes connections. Shutting it resets those that are open, as when a machine dies. */
export class Gate {
  #shut = false;
  #sockets = new Set<Socket>();

  /** To be told of every connection. */
  readonly arrived = (socket: Socket): void => {
    if (this.#shut) {
      socket.resetAndDestroy();
      return;
    }
    this.#sockets.add(socket);
    socket.once("close", () => this.#sockets.delete(socket));
  };

  shut(): void {
    this.#shut = true;
    for (const socket of this.#sockets) socket.resetAndDestroy();
  }

  open(): void {
    this.#shut = false;
  }
}
