using Platen.Domain.Contracts;

namespace Platen.Gateway.Api.Contracts;

/// <summary>Licensed devices against those that take a licence.</summary>
/// <param name="Running">Contracts that run.</param>
/// <param name="Licensed">Devices that they license.</param>
/// <param name="Used">Devices that take a licence.</param>
/// <param name="Over">Devices beyond those that are licensed.</param>
internal sealed record ContractSumsJson(int Running, long Licensed, long Used, long Over)
{
    public static ContractSumsJson Of(ContractSums sums) => new(sums.Running, sums.Licensed, sums.Used, sums.Over);
}
