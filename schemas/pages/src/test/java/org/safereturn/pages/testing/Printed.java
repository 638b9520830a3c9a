package org.safereturn.pages.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;

import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;

/**
 * What stands on paper.
 *
 * @param pages the text of each page without white space, because glyphs of one syllable are apart in a PDF
 * @param fonts by name
 * @param notEmbedded those of the fonts that another machine would have to guess
 * @param boxes how many characters stand there as the empty box of a font that does not have them
 */
public record Printed(List<String> pages, Set<String> fonts, Set<String> notEmbedded, int boxes) {

    /** Reads a PDF. */
    public static Printed of(byte[] pdf) {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            List<String> pages = new ArrayList<>();
            Set<String> fonts = new TreeSet<>();
            Set<String> notEmbedded = new TreeSet<>();
            AtomicInteger boxes = new AtomicInteger();
            for (PDPage page : document.getPages()) {
                PDFTextStripper text = new PDFTextStripper() {

                    @Override
                    protected void processTextPosition(TextPosition position) {
                        // Chromium's fonts name their glyphs by number, and the first is the box.
                        if (position.getFont() instanceof PDType0Font && position.getCharacterCodes()[0] == 0) {
                            boxes.incrementAndGet();
                        }
                        super.processTextPosition(position);
                    }
                };
                text.setStartPage(pages.size() + 1);
                text.setEndPage(pages.size() + 1);
                pages.add(without(text.getText(document)));
                for (COSName name : page.getResources().getFontNames()) {
                    PDFont font = page.getResources().getFont(name);
                    fonts.add(String.valueOf(font.getName()));
                    if (!font.isEmbedded()) {
                        notEmbedded.add(String.valueOf(font.getName()));
                    }
                }
            }
            return new Printed(List.copyOf(pages), Set.copyOf(fonts), Set.copyOf(notEmbedded), boxes.get());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All text, without white space. */
    public String text() {
        return String.join("", pages);
    }

    /** A text without its white space and what joins glyphs without being seen, as the text of pages has it. */
    public static String without(String text) {
        return text.replaceAll("[\\s\\u200b-\\u200d\\u00a0]", "");
    }
}
