import { type Register, text } from '../profile.ts'
import { reasonNames, tagNames } from './register-names.ts'
import { cannotGetThere, doesNotWant } from './register-reasons.ts'

/** The register of residents not yet vaccinated. */
export const register: Register = {
  label: text('ทะเบียนผู้ยังไม่ได้รับวัคซีน', 'Vaccination register'),
  notice: {
    version: '1',
    words: text(
      'ใช้จัดวัคซีนและรถรับส่งในตำบล ไม่ตอบก็ได้ ขอลบภายหลังได้',
      'Used to arrange vaccination and transport in this subdistrict. You need not answer, and may have it erased later.',
    ),
  },
  reasons: [...cannotGetThere, ...doesNotWant].map((reason) => ({
    ...{ ...reason, names: reasonNames[reason.id] ?? [] },
  })),
  brands: [
    {
      id: 'sinovac',
      label: text('ซิโนแวค', 'Sinovac'),
      names: ['coronavac', 'sinovac life science', 'sv', 'โคโรนาแวค'],
    },
    {
      id: 'astrazeneca',
      label: text('แอสตราเซเนกา', 'AstraZeneca'),
      names: ['az', 'astra', 'vaxzevria', 'แอสตร้า', 'แอสตร้าเซเนก้า', 'แอสตราเซนเนกา'],
    },
    {
      id: 'sinopharm',
      label: text('ซิโนฟาร์ม', 'Sinopharm'),
      names: ['sp', 'bbibp-corv', 'covilo', 'ชิโนฟาร์ม'],
    },
    {
      id: 'pfizer',
      label: text('ไฟเซอร์', 'Pfizer'),
      names: ['pz', 'pf', 'comirnaty', 'biontech', 'pfizer-biontech'],
    },
    { id: 'moderna', label: text('โมเดอร์นา', 'Moderna'), names: ['mn', 'spikevax', 'โมเดิร์นนา', 'โมเดอร์น่า'] },
    {
      id: 'johnson',
      label: text('จอห์นสัน แอนด์ จอห์นสัน', 'Johnson & Johnson'),
      names: ['jj', 'j&j', 'janssen', 'จอห์นสัน'],
    },
    { id: 'other', label: text('ยี่ห้ออื่น', 'Another brand'), names: ['อื่น', 'อื่นๆ'] },
  ],
  /** Two doses were the full first course of the brands used in Thailand in 2564 (กรมควบคุมโรค). */
  /** The first doses in Thailand were given on 28 February 2564. */
  doses: { enough: 2, most: 6, from: '2021-02-01' },
  /** The first case in Thailand was confirmed on 13 January 2563. */
  infectedFrom: '2020-01-01',
  tags: ['elderly', 'chronic-disease', 'pregnant', 'bed-bound', 'home-bound', 'disabled'],
  tagNames,
  nationalities: [
    { id: 'TH', label: text('ไทย', 'Thai'), names: ['th', 'thailand', 'thai'] },
    { id: 'MM', label: text('เมียนมา', 'Myanmar'), names: ['พม่า', 'burma', 'burmese'] },
    { id: 'LA', label: text('ลาว', 'Lao'), names: ['laos', 'lao pdr'] },
    { id: 'KH', label: text('กัมพูชา', 'Cambodia'), names: ['เขมร', 'khmer', 'cambodian'] },
    { id: 'VN', label: text('เวียดนาม', 'Vietnam'), names: ['ญวน', 'vietnamese'] },
    { id: 'CN', label: text('จีน', 'China'), names: ['chinese'] },
    { id: 'XX', label: text('ไร้สัญชาติ', 'Stateless'), names: ['ไม่มีสัญชาติ', 'stateless'] },
    { id: 'ZZ', label: text('สัญชาติอื่น', 'Another nationality'), names: ['อื่น', 'อื่นๆ'] },
  ],
  siteKind: 'vaccination-site',
  help: { homeVisit: 'vaccination', transport: 'patient-transport' },
  /** Proposals, to be changed here after experience. */
  terms: {
    /** A talk needs a week to settle; who wants must not cool down. */
    nextVisitDays: { undecided: 7, 'does-not-want': 14, wants: 3 },
    /** A round through far villages takes a week; twice that. */
    offlineDays: 14,
    silentDays: 7,
    pinDigits: 6,
    pinAttempts: 5,
    lockMinutes: 10,
    freshSignInMinutes: 15,
    twin: { likeness: 0.82, years: 1 },
    undoMergeDays: 30,
    fewerThan: 5,
  },
}
