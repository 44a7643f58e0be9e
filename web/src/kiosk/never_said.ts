/**
 * For tests: what no page of the kiosk says in any language (data/check.mjs looks through the server's words for it): words for what was done to someone, for who someone is, for papers
 * that someone lacks, and for how a house is watched. Whether police come to a crisis line is said, and nothing else of them.
 */
export const never = new RegExp(
  [
    ...['exploit\\w*', 'traffick\\w*', 'abus\\w*', 'identity', 'identities', 'gender\\w*', 'orientation', 'trans', 'transgender', '2slgbtq\\S*', 'lgbt\\S*', 'queer', 'immigration status', 'locks?', 'locked', 'cameras?', 'guards?', 'exits?', 'safe', 'safer', 'safely', 'victims?'],
    ...['exploitation', 'traite', 'identité', 'genre', 'orientation', 'serrures?', 'caméras?', 'gardiens?', 'sécuritaire', 'sûre?', 'victimes?'],
    ...['explotaci\\w*', 'trata', 'identidad', 'género', 'orientación', 'cerraduras?', 'cámaras?', 'guardias?', 'segur[oa]s?', 'víctimas?'],
    ...['استغلال', 'الاتجار', 'إساءة', 'الهوية', 'الجنس', 'آمن', 'آمنة', 'ضحية', 'ضحايا', 'كاميرات?'],
    ...['剥削', '贩运', '虐待', '性别', '性取向', '跨性别', '移民身份', '安全', '受害者', '摄像头', '保安'],
    ...['експлуатац\\p{L}*', 'торгівл\\p{L}*', 'насильств\\p{L}*', 'гендер\\p{L}*', 'орієнтаці\\p{L}*', 'безпечн\\p{L}*', 'жертв\\p{L}*', 'камер\\p{L}*'],
    ...['ਸ਼ੋਸ਼ਣ', 'ਤਸਕਰੀ', 'ਲਿੰਗ', 'ਸੁਰੱਖਿਅਤ', 'ਪੀੜਤ', 'ਕੈਮਰੇ?', 'pagsasamantala', 'kasarian', 'ligtas', 'biktima', 'kamera'],
  ]
    .map((word) => (/^[\u4e00-\u9fff]+$/u.test(word) ? word : `(?<![\\p{L}\\p{M}\\p{N}])${word}(?![\\p{L}\\p{M}\\p{N}])`))
    .join('|'),
  'giu',
);
