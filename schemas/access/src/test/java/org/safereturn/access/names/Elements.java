package org.safereturn.access.names;

import java.util.List;
import java.util.stream.Stream;

/**
 * Of what the made-up names are made: syllables that are frequent in names of the two countries, as they are spelt and, where
 * that is irregular, behind a stroke as they are read. What comes out is nobody's name but by accident.
 */
final class Elements {

    private static final String KHMER_FAMILY = """
            សុខ ចាន់ ហេង គឹម លី អ៊ុំ ជា កែវ នួន ម៉ៅ ទេព ប៊ុន សៅ មាស ឈឹម អ៊ុក ផាត យិន សេង ឡុង ពៅ ស៊ឹម ខៀវ រស់ សំ ឌី
            ញឹម អ៊ឹម ឆាយ ថោង ប៉ែន ជួន កុយ លឹម ស្រុន ទូច វ៉ា ហៀង ម៉ម ឃួន ព្រំ សួន ងួន ឡេង ភោគ គង់ ហាក់ ឡាយ តាន់ មឿន
            កាំ នឿន ប៉ុល ចេក ម៉ន សាន់ ហ៊ឹម ណុប ធឿន យ៉ន លាង ថាច់ ឌួង រ៉ម សាំង""";

    private static final String KHMER_GIVEN = """
            សុ-ភា ដា-រ៉ា ស្រី-មុំ ធី-តា ចន្ទ|ចាន់ វណ្ណ|វ៉ាន់ ណា-រី រិទ្ធ|រិត វិចិត្រ|វិ-ចិត បូ-ផា កញ្ញា|កាញ់-ញ៉ា
            សុ-ខា សុភ័ក្ត្រ|សុ-ភាក់ សំ-ណាង សុ-ជា-តា មក-រា មា-លា ពេជ្រ|ពេច សម្បត្តិ|សំ-បាត់ គន្ធា|គុន-ធា ធា-រី
            សុវណ្ណ|សុ-វ៉ាន់ បុត្រ|បុត ចិន្តា|ចិន-ដា បញ្ញា|ប៉ាញ់-ញ៉ា វុទ្ធី|វុត-ធី កូ-សល់ សុ-ផល សុ-ធា សុ-ភាព មុ-នី
            រ-ត-នា|រ៉ា-ត់-នា ស្រី-ពៅ ស្រី-នាង វា-ស-នា|វាស-នា ចន្ទ្រា|ចាន់-ត្រា ច័ន្ទ-ថា|ចាន់-ថា លី-ដា វ៉ាន់-នី សុ-ភី
            សុ-ផុន ភ-ក្តី|ភាក់-ដី វី-រៈ|វី-រ៉ា សិ-លា រា-សី គឹម-ឡេង គឹម-ហុង សៅ-រី ណា-វី ឧត្តម|អុត-ដម សុ-ម៉ា-លី ផល-លា
            ចាន់-ណា ម៉ា-រី សុ-រិយា|សុ-រី-យ៉ា បូ-រី ធី-ដា វ-ណ្ណី|វ៉ាន់-នី ស្រី-លក្ខណ៍|ស្រី-លាក់ ម៉ៅ-រី សុ-គន្ធ|សុ-គុន
            សំ-អាត ប៊ុន-ថន ប៊ុន-រ៉ា រស្មី|រាស់-ស្មី នីតា|នី-តា កល្យាណ|កាល់-យ៉ាន មនោ|ម៉ា-នោ សុ-មេត-តា ធា-វី ស៊ី-ណា
            សុ-ឃីម ហុង-លី ស្រី-តូច អា-ថុន""";

    private static final String KHMER_HOME = "ណា តូច ស្រី មុំ ពៅ នី ម៉ៅ រ៉ា ថា ឡា ដា ធំ ខ្មៅ ស ណែត យ៉ា";

    private static final String THAI_FRONT = """
            สม วิ ประ บุญ ศรี|สี สุ พร|พอน วัน ทอง กาญจ|กาน-จะ ธน|ทะ-นะ ณัฐ|นัด จิรา|จิ-รา ปิยะ|ปิ-ยะ วร|วอ-ระ
            ชัย|ชัย|ไช พงษ์|พง สุภา|สุ-พา รัตน|รัด-ตะ-นะ อุ อนุ|อะ-นุ นิ อภิ|อะ-พิ พิ ชล|ชน กิตติ|กิด-ติ ศิริ|สิ-ริ
            จันทร์|จัน เพ็ญ นพ มณี|มะ-นี ดวง วี อา ธิ ทิพย์|ทิบ ภา|พา กนก|กะ-นก ขวัญ|ขวัน ชุ เกศ|เกด ลัด เจ นา รุ่ง
            สาย ปรา|ปรา ยุ""";

    private static final String THAI_BACK = """
            ชาย|ชาย ศักดิ์|สัก พร|พอน ชัย|ไช วัฒน์|วัด พงษ์|พง วิทย์|วิด รัตน์|รัด ลักษณ์|ลัก จันทร์|จัน เพ็ญ ใจ นา
            วรรณ|วัน ศรี|สี ดี มาลี|มา-ลี ชาติ|ชาด เดช|เดด กร|กอน พล|พน สิทธิ์|สิด นุช|นุด ภา|พา ทิพย์|ทิบ
            เกียรติ|เกียด สุข|สุก ยุทธ|ยุด รุ่ง นันท์|นัน ณี|นี ชนก|ชะ-นก ธิดา|ทิ-ดา วุฒิ|วุด เลิศ|เลิด มล|มน รา
            พันธ์|พัน ทร|ทอน ริน ยา ภรณ์|พอน สรณ์|สอน ดาว กุล|กุน บูรณ์|บูน เนตร|เนด ฤทัย|รึ-ไท""";

    private static final String THAI_FAMILY = """
            ทอง แก้ว ดี ใจ บุญ มี สุข|สุก ศรี|สี จันทร์|จัน เพชร|เพ็ด วงศ์|วง พันธุ์|พัน รัตน|รัด-ตะ-นะ ชัย|ไช
            สมบัติ|สม-บัด มั่น คง เจริญ|จะ-เริน ชื่น สว่าง|สะ-หว่าง งาม เรือง คำ แสง ไพร|ไพร พิมพ์|พิม ปัญญา|ปัน-ยา
            ชู พรหม|พรม สิงห์|สิง สา ไทย|ไท วัง เมือง นคร|นะ-คอน พูล|พูน โพธิ์|โพ กล้า ยิ่ง ผล|ผน ขาว|ขาว นิล|นิน
            ธรรม|ทำ เกษม|กะ-เสม ชอบ ทรัพย์|ซับ ลาภ|ลาบ รอด เย็น""";

    private static final String THAI_HOME =
            "นก แดง เล็ก ต้น แอน|แอน นุ่น ฝน อ้อ ปู ไก่ หนู น้อย ตุ๊ก มด เปิ้ล|เปิ้น ก้อย ดำ โอ๋ แป้ง ส้ม";

    private Elements() {}

    /**
     * A part of a name.
     *
     * @param spelt in its own script
     * @param read its syllables, spelt regularly
     */
    record Element(String spelt, List<String> read) {

        /** Keeps its own copy. */
        Element {
            read = List.copyOf(read);
        }

        private static Element of(String said) {
            String[] both = said.split("[|]", -1);
            return new Element(both[0].replace("-", ""), List.of(both[both.length - 1].split("-", -1)));
        }

        Element with(Element next) {
            return new Element(spelt + next.spelt, Stream.concat(read.stream(), next.read.stream()).toList());
        }
    }

    static List<Element> khmerFamily() {
        return elements(KHMER_FAMILY);
    }

    static List<Element> khmerGiven() {
        return elements(KHMER_GIVEN);
    }

    static List<Element> khmerHome() {
        return elements(KHMER_HOME);
    }

    static List<Element> thaiFront() {
        return elements(THAI_FRONT);
    }

    static List<Element> thaiBack() {
        return elements(THAI_BACK);
    }

    static List<Element> thaiFamily() {
        return elements(THAI_FAMILY);
    }

    static List<Element> thaiHome() {
        return elements(THAI_HOME);
    }

    private static List<Element> elements(String text) {
        return Stream.of(text.split("\\s+", -1)).map(Element::of).toList();
    }
}
