using Platen.Domain.Cards;

namespace Platen.Gateway.Api.Tenants;

/// <summary>What became of a number.</summary>
/// <param name="Steps">Each step with what came out of it.</param>
/// <param name="Number">The stored form; null: it could not be converted.</param>
/// <param name="Fault">Why not.</param>
internal sealed record ReaderTestJson(IReadOnlyList<ReaderTraceStep> Steps, string? Number, string Fault)
{
    public static ReaderTestJson Of(ReaderTrace trace) => new(trace.Steps, trace.Number, trace.Fault);

    /// <summary>Without the number.</summary>
    public override string ToString() => nameof(ReaderTestJson);
}
