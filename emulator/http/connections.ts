/** Numbers connections, so that the call log can tell which calls came over one. */
export class Connections {
  #numbers = new WeakMap<object, number>();
  #last = 0;

  numberOf(socket: object): number {
    const number = this.#numbers.get(socket);
    if (number !== undefined) return number;
    this.#last += 1;
    this.#numbers.set(socket, this.#last);
    return this.#last;
  }
}
