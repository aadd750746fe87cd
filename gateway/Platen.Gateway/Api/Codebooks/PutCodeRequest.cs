namespace Platen.Gateway.Api.Codebooks;

/// <summary>A code, all of it.</summary>
/// <param name="Value">The code itself.</param>
/// <param name="Text">What it means.</param>
/// <param name="Access">Who may use it; left out: who may use its codebook.</param>
/// <param name="Active">False: it is given up.</param>
internal sealed record PutCodeRequest(string? Value, string? Text, CodeAccessJson? Access, bool? Active);
