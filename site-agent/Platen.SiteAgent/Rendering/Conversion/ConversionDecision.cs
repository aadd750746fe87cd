namespace Platen.SiteAgent.Rendering.Conversion;

/// <summary>Whether a document goes to a device as it is, converted, or not at all.</summary>
/// <param name="Plan">The conversion; null: none.</param>
/// <param name="Obstacle">Why it cannot go there, for people, with what to do; empty when it can.</param>
internal sealed record ConversionDecision(ConversionPlan? Plan, string Obstacle)
{
    /// <summary>Byte for byte.</summary>
    public static readonly ConversionDecision AsIs = new(null, "");

    public static ConversionDecision Impossible(string obstacle) => new(null, obstacle);
}
