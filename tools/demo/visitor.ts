import type { FastifyInstance } from 'fastify'
import { refuse } from '../../server/platform/problem.ts'
import { roles } from './roles.ts'

const isRole = (word: string): word is keyof typeof roles => word in roles

/**
 * Adds `/api/demo/:role`: signs the visitor's browser in as one of the invented people, by the same two calls as
 * everybody, with the code that was sent to the invented phone. Below /api, where the app kept on a phone lets it through.
 */
export function welcomeVisitors(app: FastifyInstance, codeSentTo: (phone: string) => string): void {
  app.get<{ Params: { role: string } }>(
    '/api/demo/:role',
    { schema: { hide: true } },
    async (request, answer) => {
      const { role } = request.params
      if (!isRole(role)) return refuse('not-found')
      const { phone, page } = roles[role]
      const post = (path: string, payload: object) =>
        app.inject({
          method: 'POST',
          url: `/api/auth/phone-number/${path}`,
          payload,
          headers: { host: request.host },
        })
      await post('send-otp', { phoneNumber: phone })
      const signedIn = await post('verify', { phoneNumber: phone, code: codeSentTo(phone) })
      return answer.header('set-cookie', signedIn.headers['set-cookie'] ?? '').redirect(page)
    },
  )
}
