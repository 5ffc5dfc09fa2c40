package dev.likeness.voice.speech;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A cautious guess that a text in Latin letters is not English, which an English voice would read
 * out nevertheless, word for word and wrongly. Each language is known by its commonest small words;
 * words that are English, too, ("die", "in", "a") tell nothing. Names, single foreign words and
 * quotations within English stay unnoticed, and so do languages that are not listed.
 */
public final class OtherLanguage {
  /**
   * Small words that other languages of the list lack, and some that are English only by chance.
   */
  private static final Set<String> ENGLISH =
      words(
          "the of and to is it that was for are with his they this have from had what were we when"
              + " your can said there each which she how their will other about many then them"
              + " these some her would him into has more two could my than been who its now did"
              + " get may you i he be at not or if our us please yes do does don't it's i'm no so"
              + " on as an am men");

  private record Known(String name, Set<String> words) {}

  private static final List<Known> OTHERS =
      List.of(
          new Known(
              "German",
              words(
                  "der die das und ich ist nicht ein eine einen einem einer mit sich auf für von"
                      + " dem den des zu im wir sie auch wie wird werden haben habe hat sind bin"
                      + " dass heute guten tag morgen danke bitte über nach bei aus noch nur wenn"
                      + " oder aber mein meine ihr uns sehr ja nein")),
          new Known(
              "French",
              words(
                  "le la les un une des et est je tu il elle nous vous ils dans pour que qui pas ne"
                      + " ce cette sur avec mais plus très du au aux sont suis être avoir bonjour"
                      + " merci bien mon votre c'est j'ai aujourd'hui oui où")),
          new Known(
              "Spanish",
              words(
                  "el la los las un una y es en que de por con para no se su lo como más pero muy"
                      + " yo está este esta son hola gracias buenos días soy tengo mi del al sí hoy"
                      + " qué nos hay también")),
          new Known(
              "Italian",
              words(
                  "il lo la gli le un una e è di che non per con sono mi si questo questa del della"
                      + " nel più ma come io ho ha ciao grazie buongiorno molto oggi siamo anche"
                      + " perché dei alla")),
          new Known(
              "Portuguese",
              words(
                  "o os as um uma e é de que não em por com para se do da dos das no na mais mas"
                      + " muito eu está são obrigado obrigada bom dia olá hoje você meu minha também"
                      + " ao isso")),
          new Known(
              "Dutch",
              words(
                  "de het een en van ik is niet dat op te zijn met voor hij zij wij maar ook aan er"
                      + " naar bij om nog goed goede morgen dank hallo wat hebben heb heeft deze"
                      + " mijn jij je worden")),
          new Known(
              "Polish",
              words(
                  "i w na z nie się to jest że do jak o ale co tak po od za są mam dzień dobry"
                      + " dziękuję dzisiaj bardzo czy jestem tego który dla przez")),
          new Known(
              "Swedish",
              words(
                  "och att det som en på är av för med den till inte om ett jag har hej tack vi men"
                      + " var sig så idag mycket från mig du")),
          new Known(
              "Turkish",
              words(
                  "ve bir bu da de için çok ile ne ben sen var değil merhaba teşekkür bugün ama"
                      + " gibi daha evet hayır olarak")));

  /** In front of a name it is part of the name. */
  private static final Pattern NAMED =
      Pattern.compile("\\b(da|das|de la|de|del|della|di|do|du|el|la|las|le|los|van) (?=\\p{Lu})");

  /** Small words make up at least so much of a text in their language. */
  private static final double SHARE = .2;

  /** And against the English ones among its words. */
  private static final int MORE = 2;

  private OtherLanguage() {}

  private static Set<String> words(String all) {
    return Set.of(all.split(" "));
  }

  /**
   * The English name of the language that a text seems to be in; null where it may be English, or
   * where it is too short to tell.
   *
   * @param text plain or SSML
   */
  public static @Nullable String of(String text) {
    String plain =
        NAMED
            .matcher(Normalizer.normalize(text.replaceAll("<[^>]*>", " "), Normalizer.Form.NFC))
            .replaceAll("")
            .replace('’', '\'')
            .toLowerCase(Locale.ROOT);
    List<String> all = Arrays.stream(plain.split("[^\\p{L}']+")).filter(w -> !w.isBlank()).toList();
    long english = all.stream().filter(ENGLISH::contains).count();
    String best = null;
    long most = Math.max(1, MORE * english);
    boolean tie = false;
    for (Known k : OTHERS) {
      long n = all.stream().filter(w -> k.words.contains(w) && !ENGLISH.contains(w)).count();
      if (n >= SHARE * all.size() && n >= most) {
        tie = n == most && best != null;
        best = n > most || best == null ? k.name : best;
        most = n;
      }
    }
    boolean enough = most >= 2 || (most == 1 && all.size() == 1);
    if (best == null || !enough || (english > 0 && most <= MORE * english)) {
      return null;
    }
    return tie ? "another language" : best;
  }
}
