/**
 * The one door through which anything that was made leaves:
 *
 * <pre>
 *   Labeller  burns the badge into every picture on its way to the encoder
 *     BadgedSegment…            (private files of a job, resumable)
 *     DraftFile                 (joined, still private)
 *   ReviewDesk.approve   → Reviewed    a person has seen it
 *   Labeller.apply       → Labelled    the machine-readable label is in the file
 *   Signer.sign          → Signed      consent is looked up again; manifest
 *   Exporter.write       → Exported    consent once more; record, audit entry, file in its place
 * </pre>
 *
 * Each type of the chain can only be made by the step before it: constructors are private to this
 * package, and nothing switches a step off. The files between steps lie in the job's own folder,
 * and each step checks by digest that it was given what the one before left.
 */
@NullMarked
package dev.likeness.provenance;

import org.jspecify.annotations.NullMarked;
