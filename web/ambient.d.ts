/// <reference types="svelte" />
/// <reference types="vite/client" />

declare module 'lucide:*' {
  const drawing: string
  export default drawing
}
