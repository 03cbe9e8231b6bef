import { type FacilityKind, type Profile, type Text, text } from '../../../profiles/profile.ts'
import type { ImportField } from '../../imports/questions.ts'

/** A field of the file: `tag` is its HXL tag (hxlstandard.org); without one it is read, but not written. */
export type FacilityFileField = ImportField & { tag?: string }

const field = (id: string, label: Text, names: string[], tag?: string): FacilityFileField => ({
  ...{ id, label, names, required: id === 'name-th' || id === 'kind' },
  ...(tag && { tag }),
})

const core: readonly FacilityFileField[] = [
  field(
    'name-th',
    text('ชื่อสถานที่', 'Name'),
    [
      'ชื่อ',
      'สถานที่',
      'ชื่อหน่วยงาน/สถานที่',
      'ชื่อหน่วยงาน',
      'หน่วยงาน/สถานที่',
      'ชื่อหน่วยบริการ',
      'หน่วยบริการ',
      'ชื่อโรงพยาบาล',
      'ชื่อวัด',
      'ชื่อไทย',
      'name th',
      'facility',
      'facility name',
      'site name',
    ],
    '#loc+name+i_th',
  ),
  field(
    'name-en',
    text('ชื่ออังกฤษ', 'Name in English'),
    ['ชื่อภาษาอังกฤษ', 'name en', 'english name'],
    '#loc+name+i_en',
  ),
  field(
    'kind',
    text('ประเภท', 'Kind'),
    ['ประเภทสถานที่', 'ชนิด', 'type', 'category', 'facility type', 'amenity', 'healthcare'],
    '#loc+type',
  ),
  field(
    'own-code',
    text('รหัสของหน่วยงาน', 'Own code'),
    ['รหัส', 'รหัสสถานที่', 'รหัสหน่วยบริการ', 'code', 'ref'],
    '#loc+code',
  ),
  field(
    'agency',
    text('หน่วยงาน', 'Agency'),
    ['สังกัด', 'หน่วยงานต้นสังกัด', 'ผู้ดูแล', 'organisation', 'organization', 'operator'],
    '#org+name',
  ),
  field(
    'address',
    text('ที่อยู่', 'Address'),
    ['ที่ตั้ง', 'สถานที่ตั้ง', 'addr', 'add', 'full address', 'addr:full'],
    '#loc+address',
  ),
  field(
    'subdistrict',
    text('ตำบล', 'Subdistrict'),
    [
      'แขวง',
      'ตำบล/แขวง',
      'แขวง/ตำบล',
      'tambon',
      'sub district',
      'khwaeng',
      'tb',
      'addr:subdistrict',
      'addr:tambon',
    ],
    '#adm3+name',
  ),
  field(
    'district',
    text('อำเภอ', 'District'),
    ['เขต', 'อำเภอ/เขต', 'เขต/อำเภอ', 'amphoe', 'khet', 'ap', 'addr:district', 'addr:amphoe'],
    '#adm2+name',
  ),
  field(
    'province',
    text('จังหวัด', 'Province'),
    ['changwat', 'prov', 'pro', 'addr:province', 'addr:state'],
    '#adm1+name',
  ),
  field(
    'postcode',
    text('รหัสไปรษณีย์', 'Postcode'),
    ['ไปรษณีย์', 'zip', 'zip code', 'postal code', 'addr:postcode'],
    '#loc+code+postal',
  ),
  field('area-code', text('รหัสตำบล', 'Subdistrict code'), ['รหัสพื้นที่', 'tambon code'], '#adm3+code'),
  field('area', text('พื้นที่', 'Area'), ['ตำบล อำเภอ จังหวัด', 'ต./อ./จ.', 'ต อ จ']),
  field('lat', text('ละติจูด', 'Latitude'), ['lat', 'y'], '#geo+lat'),
  field('lon', text('ลองจิจูด', 'Longitude'), ['ลองติจูด', 'lon', 'lng', 'long', 'x'], '#geo+lon'),
  field('point', text('พิกัด', 'Coordinates'), [
    'gps',
    'พิกัด gps',
    'lat long',
    'lat lng',
    'latlong',
    'ละติจูด ลองจิจูด',
    'location',
    'coordinate',
  ]),
  field('exactness', text('ความแม่นของพิกัด', 'Exactness'), ['precision'], '#geo+precision'),
  field(
    'phones',
    text('เบอร์โทร', 'Phones'),
    [
      'โทร',
      'โทรศัพท์',
      'เบอร์',
      'เบอร์โทรศัพท์',
      'เบอร์ติดต่อ',
      'ติดต่อ',
      'phone',
      'phone number',
      'tel',
      'telephone',
      'contact',
      'mobile',
    ],
    '#contact+phone',
  ),
  field('state', text('สถานะ', 'State'), ['สถานะการเปิด', 'เปิดหรือปิด', 'status'], '#status'),
  field(
    'hours',
    text('เวลาทำการ', 'Opening hours'),
    ['เวลาเปิด', 'เวลาเปิดปิด', 'เวลา', 'วันเวลาทำการ', 'เวลาให้บริการ', 'hours', 'open hours', 'opening times'],
    '#access+hours',
  ),
  field(
    'admits',
    text('รับใครได้บ้าง', 'Who can come'),
    ['รับ', 'รับได้', 'รับผู้ป่วย', 'กลุ่มที่รับ', 'admits', 'accepts'],
    '#access+admits',
  ),
  field('cost', text('ค่าใช้จ่าย', 'Cost'), ['ค่าบริการ', 'fee', 'charge'], '#value+cost'),
  field(
    'note',
    text('หมายเหตุ', 'Note'),
    ['บันทึก', 'รายละเอียด', 'notes', 'remark', 'remarks', 'comment'],
    '#description',
  ),
]

/** All that a file may tell of facilities: the shared core, what is counted, and each kind's own fields. */
export function facilityFileFields({
  facilityKinds: kinds,
}: Pick<Profile, 'facilityKinds'>): FacilityFileField[] {
  const own = new Map(kinds.flatMap(({ fields }) => fields.map((one) => [one.id, one] as const)))
  const fields = [...own.values()].map(({ id, label, names = [], type }) => {
    const tag = `${type === 'number' ? '#indicator' : '#service'}+${id.replaceAll('-', '_')}`
    return field(id, label, [...names], tag)
  })
  return [
    ...core,
    field('room-free', text('ว่าง', 'Free'), roomNames(kinds, 'free'), '#capacity+free'),
    field('room-total', text('ทั้งหมด', 'In all'), roomNames(kinds, 'total'), '#capacity+total'),
    ...fields,
  ]
}

const roomNames = (kinds: readonly FacilityKind[], part: 'free' | 'total') =>
  kinds.flatMap(({ room }) => (room ? [room[part].label.th, room[part].label.en, ...room[part].names] : []))
