namespace Platen.SiteAgent.Sessions;

/// <summary>A login that the phone's browser can approve.</summary>
/// <param name="Code">Names it.</param>
/// <param name="Address">What the panel's picture holds.</param>
/// <param name="Number">What the panel shows beside it.</param>
/// <param name="EndsIn">How long it can be approved.</param>
internal sealed record QrBegun(string Code, string Address, int Number, TimeSpan EndsIn);
