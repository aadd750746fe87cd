using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Platen.Domain.Contracts;
using Platen.Gateway.Api.Shared;
using Platen.Gateway.Problems;
using Platen.Grains.Abstractions;
using Platen.Grains.Abstractions.Contracts;

namespace Platen.Gateway.Api.Contracts;

/// <summary>Who outside of the system gets reports of contracts, and what was sent (AZ11).</summary>
internal static class RecipientEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        var recipients = api.MapGroup("/contracts/recipients").WithTags("Contracts");
        recipients.MapGet("", ListAsync).Describe<PageOf<RecipientJson>>("listReportRecipients", "All recipients of reports.");
        recipients.MapPost("", CreateAsync).Describe<RecipientPutJson>("createReportRecipient", "Adds a recipient.", StatusCodes.Status201Created);
        recipients.MapPut("/{recipient}", PutAsync).Describe<RecipientPutJson>("putReportRecipient", "Changes a recipient, all of it.");
        recipients.MapDelete("/{recipient}", RemoveAsync).Describe("removeReportRecipient", "Deletes a recipient with its address.");
        recipients.MapGet("/sendings", ListSendingsAsync).Describe<PageOf<SendingJson>>("listReportSendings", "What was sent, newest first, and what became of it.");
    }

    private static async Task<IResult> ListAsync(Caller caller, CancellationToken cancellationToken) =>
        TypedResults.Ok(new PageOf<RecipientJson>([.. (await caller.Grains.ReportRecipients(caller.Tenant).ListAsync(caller.Actor, cancellationToken)).Select(RecipientJson.Of)], null));

    private static Task<IResult> CreateAsync(PutRecipientRequest request, Caller caller, CancellationToken cancellationToken) =>
        SaveAsync(null, request, caller, made => TypedResults.Created($"{ApiEndpoints.Root}/contracts/recipients/{made.Id}", made), cancellationToken);

    private static Task<IResult> PutAsync(RecipientId recipient, PutRecipientRequest request, Caller caller, CancellationToken cancellationToken) => SaveAsync(recipient, request, caller, TypedResults.Ok, cancellationToken);

    private static async Task<IResult> SaveAsync(RecipientId? recipient, PutRecipientRequest request, Caller caller, Func<RecipientPutJson, IResult> answer, CancellationToken cancellationToken)
    {
        var input = new Input();
        var command = request.Command(recipient, input);
        if (input.Refusal is { } refusal)
        {
            return refusal;
        }

        var put = await caller.Grains.ReportRecipients(caller.Tenant).PutAsync(command, caller.Actor, cancellationToken);
        return put.Recipient is { } id ? answer(new RecipientPutJson(id.ToString(), put.IsUser)) : ProblemAnswers.Of(put.Result);
    }

    private static async Task<IResult> RemoveAsync(RecipientId recipient, Caller caller, CancellationToken cancellationToken)
    {
        var result = await caller.Grains.ReportRecipients(caller.Tenant).RemoveAsync(recipient, caller.Actor, cancellationToken);
        return result.IsDone ? TypedResults.NoContent() : ProblemAnswers.Of(result);
    }

    private static async Task<IResult> ListSendingsAsync([AsParameters] Paging paging, Caller caller, CancellationToken cancellationToken)
    {
        var input = new Input();
        var page = paging.Request(input);
        return input.Refusal ?? TypedResults.Ok(PageOf<SendingJson>.From(await caller.Grains.ReportRecipients(caller.Tenant).ListSendingsAsync(page, caller.Actor, cancellationToken), SendingJson.Of));
    }
}
