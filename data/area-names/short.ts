// Short and old names of provinces that people write instead of the full one.

/** By the code of a province or district: what stands for the whole name anywhere, without the ฯ that may follow. */
export const everydayNames: Readonly<Record<string, readonly string[]>> = {
  '10': ['กรุงเทพ', 'กทม', 'บางกอก', 'BKK', 'Krung Thep', 'Krung Thep Maha Nakhon', 'Bangkok Metropolis'],
  '14': ['อยุธยา', 'กรุงเก่า', 'Ayutthaya', 'Ayudhya', 'Phra Nakhon Si Ayudhya'],
  '24': ['แปดริ้ว'],
  '25': ['ปราจีน'],
  '30': ['โคราช', 'Korat'],
  '34': ['อุบล', 'Ubon'],
  '41': ['อุดร', 'Udon'],
  '65': ['พิดโลก', 'พิษณุ'],
  '71': ['กาญจน์'],
  '72': ['สุพรรณ'],
  '77': ['ประจวบ', 'Prachuap'],
  '12': ['นนท์'],
  '13': ['ปทุม'],
  '44': ['สารคาม'],
  '80': ['เมืองคอน', 'นครศรี', 'Nakhon Si'],
  '84': ['สุราษฎร์', 'Surat'],
  '93': ['เมืองลุง'],
  '1014': ['Phyathai'],
  '1037': ['Rajthevi', 'Rajdhevi', 'Ratchatewi'],
  '2004': ['พัทยา', 'เมืองพัทยา', 'Pattaya'],
}

/** The Royal Society's abbreviations, as after จ. in official papers ('จ.นบ.'), each with its province code. */
const abbreviations = `
  กทม10 สป11 นบ12 ปท13 อย14 อท15 ลบ16 สห17 ชน18 สบ19 ชบ20 รย21 จบ22
  ตร23 ฉช24 ปจ25 นย26 สก27 นม30 บร31 สร32 ศก33 อบ34 ยส35 ชย36 อจ37
  บก38 นภ39 ขก40 อด41 ลย42 นค43 มค44 รอ45 กส46 สน47 นพ48 มห49 ชม50
  ลพ51 ลป52 อต53 พร54 นน55 พย56 ชร57 มส58 นว60 อน61 กพ62 ตก63 สท64
  พล65 พจ66 พช67 รบ70 กจ71 สพ72 นฐ73 สค74 สส75 พบ76 ปข77 นศ80 กบ81
  พง82 ภก83 สฎ84 รน85 ชพ86 สข90 สต91 ตง92 พท93 ปน94 ยล95 นธ96
`

/** From 'นบ' to '12'. */
export const provinceAbbreviated: ReadonlyMap<string, string> = new Map(
  abbreviations
    .trim()
    .split(/\s+/)
    .map((word) => [word.slice(0, -2), word.slice(-2)]),
)
