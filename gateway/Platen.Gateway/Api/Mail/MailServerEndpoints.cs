using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Platen.Domain.Mail;
using Platen.Gateway.Api.Shared;
using Platen.Gateway.Problems;
using Platen.Grains.Abstractions;
using Platen.Grains.Abstractions.Mail;

namespace Platen.Gateway.Api.Mail;

/// <summary>The tenant's mail server, and the mails that wait for it.</summary>
internal static class MailServerEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        var server = api.MapGroup("/mail-server").WithTags("Mail");
        server.MapGet("", GetAsync).Describe<MailServerJson>("getMailServer", "The mail server, and how the outbox stands.");
        server.MapPut("", PutAsync).Describe<MailServerJson>("putMailServer", "Sets the mail server. Another host, port, protection, authority or user name asks for the password again.");
        server.MapPost("/test", TestAsync).Describe<MailTestJson>("testMailServer", "Sends a test mail at once, and gives the mail server's answer.");
        var mails = api.MapGroup("/mails").WithTags("Mail");
        mails.MapGet("", ListAsync).Describe<PageOf<MailJson>>("listMails", "Outgoing mails, newest first; what is in them is never shown.");
        mails.MapPost("/{mail}/retry", RetryAsync).Describe("retryMail", "Has a parked mail tried again.");
        mails.MapDelete("/{mail}", DiscardAsync).Describe("discardMail", "Deletes a mail that waits or is parked.");
    }

    private static async Task<IResult> GetAsync(Caller caller, CancellationToken cancellationToken) =>
        TypedResults.Ok(MailServerJson.Of(await caller.Grains.Mail(caller.Tenant).GetAsync(cancellationToken)));

    private static async Task<IResult> PutAsync(PutMailServerRequest request, Caller caller, CancellationToken cancellationToken)
    {
        var input = new Input();
        var command = new PutMailSettings
        {
            Enabled = request.Enabled ?? true,
            Host = input.Text(request.Host, "host"),
            Port = request.Port ?? 0,
            Security = input.Word(request.Security, "security", fallback: (MailSecurity?)MailSecurity.Tls),
            CertificateAuthorities = request.CertificateAuthorities ?? "",
            UserName = request.UserName ?? "",
            Password = request.Password,
            SenderAddress = input.Text(request.SenderAddress, "senderAddress"),
            SenderName = request.SenderName ?? "",
        };
        if (input.Refusal is { } refusal)
        {
            return refusal;
        }

        var result = await caller.Grains.Mail(caller.Tenant).PutAsync(command, caller.Actor, cancellationToken);
        return result.IsDone ? await GetAsync(caller, cancellationToken) : ProblemAnswers.Of(result);
    }

    private static async Task<IResult> TestAsync(MailTestRequest request, Caller caller, CancellationToken cancellationToken)
    {
        var tested = await caller.Grains.Mail(caller.Tenant).TestAsync(request.To ?? "", caller.Actor, cancellationToken);
        return tested.Answer is { } answer ? TypedResults.Ok(new MailTestJson(answer.Code == MailAnswerCode.Sent, answer.Text)) : ProblemAnswers.Of(tested.Result);
    }

    private static async Task<IResult> ListAsync(string? state, [AsParameters] Paging paging, Caller caller, CancellationToken cancellationToken)
    {
        var input = new Input();
        var page = paging.Request(input);
        var wanted = state is null ? (MailState?)null : MailWords.State(input, state);
        if (input.Refusal is { } refusal)
        {
            return refusal;
        }

        return TypedResults.Ok(PageOf<MailJson>.From(await caller.Grains.Mail(caller.Tenant).ListAsync(wanted, page, caller.Actor, cancellationToken), MailJson.Of));
    }

    private static async Task<IResult> RetryAsync(Guid mail, Caller caller, CancellationToken cancellationToken)
    {
        var result = await caller.Grains.Mail(caller.Tenant).ReleaseAsync(mail, caller.Actor, cancellationToken);
        return result.IsDone ? TypedResults.NoContent() : ProblemAnswers.Of(result);
    }

    private static async Task<IResult> DiscardAsync(Guid mail, Caller caller, CancellationToken cancellationToken)
    {
        var result = await caller.Grains.Mail(caller.Tenant).DiscardAsync(mail, caller.Actor, cancellationToken);
        return result.IsDone ? TypedResults.NoContent() : ProblemAnswers.Of(result);
    }
}
