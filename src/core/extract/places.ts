import { wordSet } from './vocabulary.ts'

const countries = wordSet(
  'Afghanistan, Albania, Algeria, Angola, Argentina, Armenia, Australia, Austria, Azerbaijan, Bahrain, Bangladesh, Belarus',
  'Belgium, Bolivia, Bosnia, Botswana, Brazil, Brunei, Bulgaria, Cambodia, Cameroon, Canada, Chile, China, Colombia, Congo',
  'Costa Rica, Croatia, Cuba, Cyprus, Czech Republic, Czechia, Denmark, Ecuador, Egypt, Estonia, Ethiopia, Finland, France',
  'Georgia, Germany, Ghana, Greece, Guatemala, Hong Kong, Hungary, Iceland, India, Indonesia, Iran, Iraq, Ireland, Israel',
  'Italy, Ivory Coast, Jamaica, Japan, Jordan, Kazakhstan, Kenya, Kosovo, Kuwait, Laos, Latvia, Lebanon, Libya, Lithuania',
  'Luxembourg, Macau, Malaysia, Maldives, Malta, Mauritius, Mexico, Moldova, Monaco, Mongolia, Morocco, Mozambique, Myanmar',
  'Namibia, Nepal, Netherlands, New Zealand, Nicaragua, Nigeria, North Korea, Norway, Oman, Pakistan, Panama, Paraguay, Peru',
  'Philippines, Poland, Portugal, Puerto Rico, Qatar, Romania, Russia, Rwanda, Saudi Arabia, Senegal, Serbia, Singapore',
  'Slovakia, Slovenia, South Africa, South Korea, Korea, Spain, Sri Lanka, Sudan, Sweden, Switzerland, Syria, Taiwan',
  'Tanzania, Thailand, Tunisia, Turkey, Turkiye, UAE, Uganda, Ukraine, United Arab Emirates, United Kingdom, United States',
  'Uruguay, US, U.S., USA, UK, U.K., Uzbekistan, Venezuela, Vietnam, Viet Nam, Yemen, Zambia, Zimbabwe, Britain, England',
  'Scotland, Wales, Northern Ireland, America, Saudi, Dubai, Abu Dhabi, Riyadh',
)

const regions = wordSet(
  'Asia, Europe, Africa, Latin America, South America, North America, Middle East, Southeast Asia, South Asia, East Asia',
  'Asia-Pacific, APAC, EMEA, MENA, LATAM, Latam, Mideast, EU, European Union, Nordics, Baltics, Balkans, Caribbean, Gulf, ASEAN, GCC',
  'Central Europe, Eastern Europe, Western Europe, SE Asia, Silicon Valley, Wall Street, Eurozone, Bay Area, Midwest, West Coast, East Coast, Scandinavia, Benelux, Americas, DACH, Mena',
)

const statesAndCities = wordSet(
  'Alabama, Alaska, Arizona, Arkansas, California, Colorado, Connecticut, Delaware, Florida, Hawaii, Idaho, Illinois, Indiana',
  'Iowa, Kansas, Kentucky, Louisiana, Maine, Maryland, Massachusetts, Michigan, Minnesota, Mississippi, Missouri, Montana',
  'Nebraska, Nevada, New Hampshire, New Jersey, New Mexico, New York, North Carolina, North Dakota, Ohio, Oklahoma, Oregon',
  'Pennsylvania, Rhode Island, South Carolina, South Dakota, Tennessee, Texas, Utah, Vermont, Virginia, Washington, Wisconsin',
  'Wyoming, Ontario, Quebec, Alberta, British Columbia, Queensland, Victoria, Bavaria, Catalonia, Johor, Penang, Selangor',
  'Sarawak, Sabah, Andhra Pradesh, Assam, Bihar, Chhattisgarh, Goa, Gujarat, Haryana, Himachal, Jharkhand, Karnataka, Kerala',
  'Madhya Pradesh, Maharashtra, Odisha, Punjab, Rajasthan, Tamil Nadu, Telangana, Uttar Pradesh, Uttarakhand, West Bengal',
  'Ahmedabad, Amsterdam, Athens, Atlanta, Auckland, Austin, Baltimore, Bangalore, Bengaluru, Bangkok, Barcelona, Beijing, Berlin',
  'Bogota, Boston, Brisbane, Brussels, Bucharest, Budapest, Buenos Aires, Cairo, Calgary, Cape Town, Charlotte, Chennai, Chicago',
  'Cleveland, Copenhagen, Dallas, Delhi, New Delhi, Denver, Detroit, Doha, Dublin, Edinburgh, Frankfurt, Geneva, Glasgow, Gurgaon',
  'Gurugram, Hamburg, Hanoi, Helsinki, Ho Chi Minh City, Houston, Hyderabad, Indianapolis, Istanbul, Jaipur, Jakarta, Jeddah',
  'Johannesburg, Karachi, Kiev, Kyiv, Kochi, Kolkata, Krakow, Kuala Lumpur, Lagos, Lahore, Las Vegas, Vegas, Leeds, Lima, Lisbon, London',
  'Los Angeles, Madrid, Manchester, Manila, Melbourne, Memphis, Mexico City, Miami, Milan, Minneapolis, Montreal, Moscow, Mumbai',
  'Munich, Nagpur, Nairobi, Nashville, Noida, Osaka, Oslo, Ottawa, Paris, Perth, Philadelphia, Phoenix, Pittsburgh, Portland',
  'Prague, Pune, Rome, Sacramento, Salt Lake City, San Antonio, San Diego, San Francisco, San Jose, Santiago, Sao Paulo, Seattle',
  'Seoul, Shanghai, Shenzhen, Sofia, Stockholm, Surat, Sydney, Taipei, Tallinn, Tampa, Tel Aviv, Tokyo, Toronto, Utrecht',
  'Vancouver, Vienna, Vilnius, Warsaw, Wuhan, Zurich, Cambridge, Oxford, Bristol, Visakhapatnam, Vizag, Amaravati, Coimbatore',
  'Rotterdam, Eindhoven, Antwerp, Ghent, Porto, Valencia, Bilbao, Seville, Gothenburg, Malmo, Aarhus, Gdansk, Wroclaw, Lyon, Marseille',
  'Toulouse, Nantes, Stuttgart, Cologne, Dusseldorf, Leipzig, Dresden, Turin, Bologna, Basel, Lausanne, Liverpool, Manchester, Birmingham',
  'Newcastle, Cardiff, Belfast, Aberdeen, Sheffield, Nottingham, Cork, Galway, Brno, Riga, Kaunas, Zagreb, Belgrade, Ljubljana, Bratislava',
  'Adelaide, Winnipeg, Edmonton, Guadalajara, Monterrey, Medellin, Curitiba, Casablanca, Accra, Kampala, Kigali, Dakar, Dhaka, Colombo',
  'Hosur, Lucknow, Indore, Bhubaneswar, Thiruvananthapuram, Trivandrum, Chandigarh, Vadodara, Sanand, Dholera, Batam, Cebu',
)

const peoples = wordSet(
  'American, British, English, Scottish, Welsh, Irish, French, German, Dutch, Belgian, Swiss, Austrian, Italian, Spanish',
  'Portuguese, Swedish, Norwegian, Danish, Finnish, Icelandic, Polish, Czech, Hungarian, Romanian, Bulgarian, Greek, Turkish',
  'Russian, Ukrainian, Israeli, Saudi, Emirati, Qatari, Egyptian, Kenyan, Nigerian, South African, Indian, Pakistani',
  'Bangladeshi, Chinese, Japanese, Korean, South Korean, Taiwanese, Thai, Vietnamese, Malaysian, Indonesian, Singaporean',
  'Filipino, Australian, Canadian, Mexican, Brazilian, Argentine, Chilean, Colombian, European, Asian, African, Latin American',
  'Estonian, Latvian, Lithuanian, Kuwaiti, Iranian, Serbian, Croatian, Slovenian, Nordic, Anglo-Dutch, Iceland, US, U.S., UK',
)

const everyPlace: ReadonlySet<string> = new Set([...countries, ...regions, ...statesAndCities])

const bare = (text: string): string =>
  text
    .replace(/['’]s?$/u, '')
    .replace(/^(?:the|south|north|east|west|northern|southern|eastern|western|central|greater)\s+/iu, '')
    .toLowerCase()

/** A country, region, state or large city, with or without "the", a compass word or a possessive. */
export const isPlace = (text: string): boolean =>
  everyPlace.has(text.toLowerCase()) ||
  everyPlace.has(bare(text)) ||
  (/^[^-]+-[^-]+$/.test(text) && text.split('-').every((part) => everyPlace.has(part.toLowerCase())))

/** "Indian", "Dutch": a people's adjective. */
export const isNationality = (text: string): boolean => peoples.has(text.toLowerCase())

/** The first place named in the text, as written: up to three capitalised words together. */
export const findPlace = (text: string): string | null => {
  const words = [...text.matchAll(/\p{Lu}[\p{L}.'’]*(?:-\p{Lu}\p{L}+)?(?![\p{L}$])/gu)]
  for (const [index] of words.entries()) {
    for (const span of [3, 2, 1]) {
      const last = words[index + span - 1]
      const first = words[index]
      if (!last || !first) continue
      const phrase = text.slice(first.index, last.index + last[0].length).replace(/['’]s?$|(?<=\p{Ll})\.$/u, '')
      if (isPlace(phrase)) return phrase
    }
  }
  return null
}
