export { accountCodes } from './me-view.ts'
export { maskPhone, parsePhone } from './phone.ts'
export { phoneHash, readPhoneProof } from './phone-proof.ts'
