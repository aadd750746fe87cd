namespace Platen.SiteAgent.Intake;

/// <summary>What the sender says about a document. Claims, never an identity.</summary>
/// <param name="User">The user's name; empty: the protocol carries none.</param>
/// <param name="Title">The document's name; empty: the protocol carries none.</param>
/// <param name="Copies">Copies asked for outside the document; null: not said.</param>
/// <param name="Sides">Sides asked for outside the document.</param>
internal sealed record JobClaims(string User, string Title, int? Copies = null, Sides Sides = Sides.Unspecified);
