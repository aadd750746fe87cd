namespace Platen.Gateway.Api.Codebooks;

/// <summary>A codebook, all of it.</summary>
/// <param name="Name">The name for people.</param>
/// <param name="Description">What it is for.</param>
/// <param name="Parent">The codebook above; left out: none.</param>
/// <param name="Access">Who may use it; left out: what the codebook above says.</param>
/// <param name="Active">False: it is given up.</param>
internal sealed record PutCodebookRequest(string? Name, string? Description, string? Parent, CodeAccessJson? Access, bool? Active);
