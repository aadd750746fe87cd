using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Platen.Domain.Accounting;
using Platen.Domain.Contracts;
using Platen.Gateway.Api.Shared;
using Platen.Gateway.Problems;
using Platen.Grains.Abstractions;
using Platen.Grains.Abstractions.Contracts;

namespace Platen.Gateway.Api.Contracts;

/// <summary>Contracts about licensed devices, their history and their reports (AZ11).</summary>
internal static class ContractEndpoints
{
    private const string Tag = "Contracts";

    public static void Map(RouteGroupBuilder api)
    {
        var contracts = api.MapGroup("/contracts").WithTags(Tag);
        contracts.MapGet("", ListAsync).Describe<ContractsJson>("listContracts", "All contracts by id, ended and withdrawn ones too, with licensed and used devices.");
        contracts.MapGet("/{contract}", GetAsync).Describe<ContractJson>("getContract", "A contract as it stands today.");
        contracts.MapPut("/{contract}", PutAsync).Describe("putContract", "Records a contract, or makes a new version of it; former versions stay.");
        contracts.MapGet("/{contract}/history", HistoryAsync).Describe<ContractReportJson>("getContractHistory", "The changes of a contract, newest first. Who made them is told to those who may see users.");
        api.MapGet("/reports/contracts/{kind}", ReportAsync).WithTags(Tag)
            .Describe<ContractReportJson>("getContractReport", "A report: provider-contracts, customer-contracts or contract-history; as CSV with '?format=csv' or 'Accept: text/csv'.")
            .Produces<string>(StatusCodes.Status200OK, LedgerTable.MediaType);
    }

    private static async Task<IResult> ListAsync(Caller caller, CancellationToken cancellationToken) =>
        TypedResults.Ok(ContractsJson.Of(await caller.Grains.Contracts(caller.Tenant).ListAsync(caller.Actor, cancellationToken)));

    private static async Task<IResult> GetAsync(ContractId contract, Caller caller, CancellationToken cancellationToken)
    {
        var list = await caller.Grains.Contracts(caller.Tenant).ListAsync(caller.Actor, cancellationToken);
        return list.Contracts.FirstOrDefault(row => row.Id == contract) is { } found ? TypedResults.Ok(ContractJson.Of(found, list.Day)) : ProblemAnswers.NotFound("such contract");
    }

    private static async Task<IResult> PutAsync(ContractId contract, PutContractRequest request, Caller caller, CancellationToken cancellationToken)
    {
        var input = new Input();
        var command = new PutContract
        {
            Contract = contract,
            Version = request.Version,
            Number = input.Text(request.Number, "number"),
            Kind = input.Word<ContractKind>(request.Kind, "kind"),
            Party = input.Text(request.Party, "party"),
            Start = Day(request.Start, "start", input) ?? default,
            End = request.End is null ? null : Day(request.End, "end", input),
            Devices = input.Number(request.Devices, "devices"),
            Note = request.Note ?? "",
            Withdrawn = request.Withdrawn ?? false,
        };
        if (input.Refusal is { } refusal)
        {
            return refusal;
        }

        var result = await caller.Grains.Contracts(caller.Tenant).PutAsync(command, caller.Actor, cancellationToken);
        return result.IsDone ? TypedResults.NoContent() : ProblemAnswers.Of(result);
    }

    private static async Task<IResult> HistoryAsync(ContractId contract, Caller caller, CancellationToken cancellationToken) =>
        await caller.Grains.Contracts(caller.Tenant).HistoryAsync(contract, caller.Actor, cancellationToken) is { } found ? TypedResults.Ok(ContractReportJson.Of(found)) : ProblemAnswers.NotFound("such contract");

    private static async Task<IResult> ReportAsync(string kind, string? format, HttpRequest http, Caller caller, CancellationToken cancellationToken)
    {
        var input = new Input();
        var csv = ListFormat.IsCsv(format, http, input);
        if (input.Refusal is { } refusal)
        {
            return refusal;
        }

        if (!ContractReports.TryParse(kind, out var wanted) || await caller.Grains.Contracts(caller.Tenant).ReportAsync(wanted, caller.Actor, cancellationToken) is not { } report)
        {
            return ProblemAnswers.NotFound("such report");
        }

        return csv
            ? TypedResults.File(Encoding.UTF8.GetBytes(ContractReportTable.Csv(report)), LedgerTable.MediaType + "; charset=utf-8; header=present", ContractReportTable.FileName(report))
            : TypedResults.Ok(ContractReportJson.Of(report));
    }

    private static DateOnly? Day(string? text, string field, Input input)
    {
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return day;
        }

        input.Add(field, $"'{field}' is {(text is null ? "missing" : $"'{text}'")}; give a day such as 2026-01-31.");
        return null;
    }
}
