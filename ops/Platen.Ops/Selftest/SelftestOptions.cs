namespace Platen.Ops.Selftest;

/// <summary>What the self-test sends, as whom, how, and to which device.</summary>
internal sealed record SelftestOptions(IReadOnlyList<string> Files, string Via, string User, string? Device);
