using Platen.Domain.Contracts;
using Platen.Gateway.Api.Shared;

namespace Platen.Gateway.Api.Contracts;

/// <summary>A contract about licensed devices.</summary>
internal sealed record ContractJson(string Id, string Number, string Kind, string Party, DateOnly Start, DateOnly? End, int Devices, string Note, bool Withdrawn, string State, long Version, DateTimeOffset ChangedAt)
{
    public static ContractJson Of(Contract row, DateOnly day) =>
        new(row.Id.Value, row.Number, Words.Of(row.Kind), row.Party, row.Start, row.End, row.Devices, row.Note, row.Withdrawn, Words.Of(row.StateOn(day)), row.Version, row.ChangedAt);
}
