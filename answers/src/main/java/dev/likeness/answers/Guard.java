package dev.likeness.answers;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What is not talked about, whatever documents say: other people's secrets, being somebody else,
 * and orders to forget what one is. Phrases in English; what gets past them meets a program that
 * can only quote, and whose answers have their secrets hidden.
 */
public final class Guard {
  /** What was tried. */
  public enum Attempt {
    /** A number of a card or an account, a password, a code. */
    SECRET(
        "I never ask for, look up or pass on card or account numbers, passwords, PINs or one-time"
            + " codes."),
    /** To speak as a person. */
    PERSON(
        "I am an artificial assistant and speak for nobody in person. I can only quote the documents"
            + " that I was given."),
    /** To change what it is by words. */
    ORDERS(
        "I only answer questions from the documents that I was given; nothing that is written to me"
            + " changes that.");

    private final String reply;

    Attempt(String reply) {
      this.reply = reply;
    }

    /** What is said to it. */
    public String reply() {
      return reply;
    }
  }

  private static final String SECRETS =
      "(?:(?:credit|debit|bank|payment) ?cards?(?: |')?s? ?(?:numbers?|details?|data)|card numbers?"
          + "|(?:bank )?account numbers?|iban|cvv2?|cvc2?|security codes?|pass ?words?|pass ?codes?|pass ?phrases?"
          + "|pins?|pin (?:codes?|numbers?)|tans?|otps?|one.?time (?:codes?|pass ?words?)|verification codes?"
          + "|access codes?|login (?:data|details|credentials)|credentials|api.?keys?|secret keys?"
          + "|private keys?|tokens?|social security numbers?|sort codes?)";

  private static final Pattern ASKED =
      Pattern.compile(
          "\\b(?:what(?:'s| is| was| are| were)|tell|give|gave|show|send|read|reveal|share|list|repeat|recite|"
              + "print|say|spell|need the|want the|remember|recall|look up|dump|output|display|leak|guess"
              + "|confirm|finish|complete|translate|encode|whose|digits? of)\\b"
              + ".{0,60}\\b"
              + SECRETS
              + "\\b");

  private static final Pattern TOLD =
      Pattern.compile(
          "\\b(?:ask (?:me|him|her|them|us|the|every|users?|customers?|people).{0,40}|enter.{0,30}|type.{0,30}|here(?:'s| is| are).{0,20})\\b"
              + SECRETS
              + "\\b");

  private static final Pattern SEEMING =
      Pattern.compile(
          "\\b(?:pretend|imagine|roleplay|role.play|impersonate|imitate|mimic)\\b.{0,30}\\b(?:as|to be|you(?:'re| are)|that you|like|being|be|mr|mrs|ms|dr|the)\\b"
              + "|(?:^|[.!?,;:]\\s|\\b(?:please|now|and|you)\\s)(?:act|pose|behave) (?:as|like)\\b"
              + "|\\b(?:impersonate|imitate|mimic)\\b"
              + "|\\b(?:you are|you're|be) (?:now )?(?:my|our|the|a|an|no longer)? ?(?:mother|father|mum|mom|dad|wife|husband|son|daughter|boss|doctor|nurse|bank|police|officer|president|king|queen|pope|minister|chancellor|mayor|lawyer|judge|human|person|employee|manager|director|librarian|celebrity|actor|singer)\\b"
              + "|\\byou are now\\b|\\bfrom now on,? (?:you|your|answer|speak|talk|call|be)\\b"
              + "|\\b(?:answer|speak|talk|write|reply|respond|sign|say (?:it|this|that|hello|yes)|text|sound|tell (?:me|us)(?: it| this)?|read (?:it|this))\\b.{0,25}\\b(?:as if you|as though you|in the (?:voice|name|style|words|person) of|in (?:his|her|their) (?:voice|name|style|own words)|(?:as|like) (?:mr|mrs|ms|dr|sir|lady|king|queen|prince|princess|president|my|our|your|a real|a human|an? actual|somebody|someone|him|her|the (?:mayor|king|queen|pope|president|director|manager|boss|head|police|doctor|prime)))\\b"
              + "|\\bin the (?:voice|style|words) of\\b|\\bin .{1,30}'s (?:voice|style|own words|name)\\b"
              + "|\\bsign(?:ed)? (?:it |this |that )?(?:as|with the name|in the name)\\b"
              + "|\\b(?:admit|say|confirm|swear|promise|claim|tell (?:me|them|him|her|everybody)|state) (?:that )?you(?:'re| are) (?:a |an |the |really |not )*(?:human|person|real|man|woman|artificial|machine|bot|robot|computer|ai|mr|mrs|ms|dr|director|manager|doctor|police)\\b"
              + "|\\b(?:speak|talk|answer) (?:for|on behalf of) (?:mr|mrs|ms|dr|the (?:king|queen|pope|president|mayor|director|government|police|bank))\\b"
              + "|\\bthis is (?:mr|mrs|ms|dr|your|the) .{0,40}\\b(?:speaking|give|tell|send|let me|authori[sz]e|order|need)\\b");

  /** These are seen with capital letters: a name. */
  private static final Pattern NAMED =
      Pattern.compile(
          "\\b(?i:answer|speak|talk|write|reply|respond|act|behave|text|sound|explain(?: it| this)?|say (?:it|this|that)|tell (?:me|us)(?: it| this)?)\\b.{0,25}?\\b(?i:as|like|exactly like) (?:\\p{Lu}\\p{Ll}+)(?: \\p{Lu}\\p{Ll}+)*"
              + "|\\b(?i:you are|you're|be|become) (?:now )?\\p{Lu}\\p{Ll}+ \\p{Lu}\\p{Ll}+"
              + "|\\b(?i:your name is|call yourself|i will call you|let me talk to the real) \\p{Lu}\\p{Ll}+");

  private static final Pattern ORDERS =
      Pattern.compile(
          "\\b(?:ignore|disregard|forget|override|bypass|overrule|drop|discard|skip)\\b.{0,40}\\b(?:instructions?|rules?|prompts?|guidelines?|orders?|training|documents?|restrictions?|limits?|everything|all (?:that|of)|previous|prior|above|filters?|safety|policy|policies)\\b"
              + "|\\b(?:system|developer|hidden|initial|original|secret|internal) (?:prompts?|messages?|instructions?|rules?|notes?)\\b"
              + "|\\b(?:developer|debug|admin|god|dan|sudo|root|maintenance|unrestricted|jailbreak) ?mode\\b|\\bjailbreak|\\bdo anything now\\b|\\bprompt injection\\b"
              + "|\\b(?:without|no|disable|remove|turn off|switch off|deactivate)\\b.{0,25}\\b(?:restrictions?|filters?|rules?|limits?|safety|labels?|watermarks?|notices?|citations?|guard)\\b"
              + "|<\\|?(?:system|im_start|assistant|user|tool)|\\[/?inst\\]|^\\s*(?:system|assistant|developer)\\s*:|###\\s*(?:system|instruction|assistant)"
              + "|\\bnew (?:instructions?|rules?|orders?|task)\\b\\s*:|\\byour (?:new|real|true|only) (?:task|purpose|instructions?|goal|rules?)\\b"
              + "|\\brepeat (?:after me|everything above|the (?:text|words) above|the following)\\b|\\b(?:say|print|output|respond with|reply with|answer with)\\b.{0,15}\\b(?:exactly|only|verbatim|nothing but|just the)\\b"
              + "|\\bbase ?64\\b|\\brot ?13\\b|\\b(?:execute|eval|run)\\b.{0,20}\\b(?:code|command|script|sql|shell)\\b");

  private Guard() {}

  /** What a text tries, if anything. */
  public static Optional<Attempt> of(String text) {
    String plain =
        Normalizer.normalize(text, Normalizer.Form.NFKC)
            .replaceAll("[\\p{Cf}\\p{Cc}&&[^\\n]]", "")
            .replace('’', '\'')
            .replaceAll("\\s+", " ");
    String small = plain.toLowerCase(Locale.ROOT);
    if (ORDERS.matcher(small).find()) {
      return Optional.of(Attempt.ORDERS);
    }
    if (SEEMING.matcher(small).find() || NAMED.matcher(plain).find()) {
      return Optional.of(Attempt.PERSON);
    }
    String joined = small.replaceAll("(?<=\\b\\w)[ .\\-_*](?=\\w\\b)", "");
    if (ASKED.matcher(small).find() || TOLD.matcher(small).find() || ASKED.matcher(joined).find()) {
      return Optional.of(Attempt.SECRET);
    }
    return Optional.empty();
  }
}
