namespace Platen.Gateway.Api.Sites;

/// <summary>A decision about a fenced agent.</summary>
/// <param name="Start">The start that is shown as refused.</param>
/// <param name="Accept">True: it may go on, with what is double or missing. False: the mark is taken away; it is fenced again if it comes again as it was.</param>
internal sealed record FenceRequest(string? Start, bool Accept);
