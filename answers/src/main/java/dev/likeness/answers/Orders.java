package dev.likeness.answers;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Sentences that are meant for a machine and not for readers: orders to forget what it is or to get
 * secrets out of people. Such a sentence of a document is never quoted and never shown to a model.
 */
public final class Orders {
  private static final String SECRETS =
      "(?:card (?:numbers?|details)|account numbers?|iban|cvv|cvc|pass ?words?|pins?|pin codes?|tans?"
          + "|one.time (?:codes?|pass ?words?)|security codes?|verification codes?|credentials)";

  private static final Pattern ORDER =
      Pattern.compile(
          "\\b(?:ignore|disregard|forget|override|bypass|overrule)\\b.{0,40}\\b(?:instructions?|prompts?|guidelines?|training|restrictions?|filters?|all (?:that|of|the|previous|prior)|previous|prior|everything (?:above|before))\\b"
              + "|\\b(?:system|developer|hidden) (?:prompt|message|instruction)s?\\b"
              + "|\\b(?:ai|language model|chat ?bot|assistant|llm|gpt)s?\\b.{0,30}\\b(?:must|should|shall|will|has to|have to|needs? to|is to|are to|instructions?|do the following|reading this)\\b"
              + "|\\b(?:dear|note to|attention|instructions? (?:for|to)|message (?:for|to)|to) (?:the |any |all )?(?:ai|language model|chat ?bot|assistant|llm|model|bot)s?\\b"
              + "|<\\|?(?:system|im_start|assistant|user|tool)|\\[/?inst\\]|^\\s*(?:system|assistant|developer|user)\\s*:|###\\s*(?:system|instruction|assistant)"
              + "|\\b(?:developer|debug|admin|god|dan|sudo|jailbreak) ?mode\\b|\\byou are (?:now )?(?:an? )?(?:ai|assistant|language model|chat ?bot|unrestricted|dan)\\b"
              + "|\\b(?:when|if|whenever) (?:asked|anyone asks|somebody asks|someone asks|the user asks|a user asks|you are asked)\\b.{0,60}\\b(?:say|answer|reply|respond|tell|claim)\\b"
              + "|\\b(?:tell|ask|instruct|urge|persuade|get) (?:the |every |all |each )?(?:user|reader|customer|visitor|caller|person|them|him|her)s?\\b.{0,60}\\b(?:for|to|that|their)\\b"
              + "|\\b(?:send|give|tell|read|type|enter|say|spell|write|reply with|share|provide|e-?mail|text|show)\\b.{0,20}\\b(?:us|me|here|in this chat|to the assistant|your|to us)\\b.{0,30}\\b"
              + SECRETS
              + "\\b");

  private Orders() {}

  /** Whether a text gives such orders. */
  public static boolean in(String text) {
    String plain =
        Normalizer.normalize(text, Normalizer.Form.NFKC)
            .replaceAll("[\\p{Cf}\\p{Cc}&&[^\\n]]", "")
            .replace('’', '\'')
            .replaceAll("\\s+", " ")
            .toLowerCase(Locale.ROOT);
    return ORDER.matcher(plain).find();
  }
}
