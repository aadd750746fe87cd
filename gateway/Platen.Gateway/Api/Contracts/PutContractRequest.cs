namespace Platen.Gateway.Api.Contracts;

/// <summary>A contract, all of it.</summary>
/// <param name="Number">Its number as it stands on paper.</param>
/// <param name="Kind">provider or customer; it cannot be changed.</param>
/// <param name="Party">The other party: the provider above, or the customer.</param>
/// <param name="Start">Its first day, such as 2026-01-31.</param>
/// <param name="End">Its last day; left out: it is open.</param>
/// <param name="Devices">Devices that it licenses.</param>
/// <param name="Note">For those who see contracts here; in no report.</param>
/// <param name="Withdrawn">True: it was recorded by mistake and counts for nothing.</param>
/// <param name="Version">The version that was read before; left out: whatever it is.</param>
internal sealed record PutContractRequest(string? Number, string? Kind, string? Party, string? Start, string? End, int? Devices, string? Note, bool? Withdrawn, long? Version);
