/// <reference types="svelte" />
/// <reference types="vite/client" />

declare module 'lucide:*' {
  const drawing: string
  export default drawing
}

/** Background sync: some browsers have it, the types of the platform do not. */
interface ServiceWorkerRegistration {
  readonly sync?: { register: (tag: string) => Promise<void> }
}
