using System.Buffers;
using System.Net.Http.Headers;
using System.Text;
using Platen.Desktop.CommandLine;
using Platen.Desktop.Deployment;
using Platen.Desktop.Server;
using Platen.Protocols.Ipp;

namespace Platen.Desktop.Printing;

/// <summary>
/// A queue of the branch's agent, by IPPS (PR07, PR09). The user's name goes along as a claim, as any workstation's does; with a password it is proven (docs/architecture/ipp.md). OAuth tokens stay between this program and the server: an agent takes
/// none, and would get with one the right to delete.
/// </summary>
internal sealed class Printer : IDisposable
{
    private const int AnswerBytesMax = 256 * 1024;
    private const int TitleBytesMax = 255;

    // a document of the largest size over a slow line; a connection that stands still is the operating system's to end
    private static readonly TimeSpan SendMax = TimeSpan.FromHours(1);

    private readonly HttpClient _http;
    private readonly Uri _queue;
    private readonly IppRequestIds _ids = new();

    /// <param name="deployment">Its printer, authority and proxy.</param>
    /// <param name="queue">Another queue of the same agent; null: the deployment's.</param>
    public Printer(DesktopDeployment deployment, string? queue)
    {
        var printer = deployment.Printer ?? throw new DesktopException(ExitCode.Deployment, "No printer is set: write 'printer' into the deployment file, such as ipps://branch.example.com:8631/ipp/print/follow-me.");
        if (queue is not null && (queue.Length is 0 or > 63 || !queue.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '.' or '_' or '-')))
        {
            throw new DesktopException(ExitCode.Usage, $"'{Output.PlainText.Of(queue)}' is no queue's id.");
        }

        _queue = queue is null ? printer : new Uri(printer, queue);
        _http = new HttpClient(ServerHttp.Handler(deployment with { CaFile = deployment.PrinterCaFile ?? deployment.CaFile })) { Timeout = SendMax };
    }

    /// <summary>The queue's address.</summary>
    public Uri Queue => _queue;

    /// <summary>Sends a document; when this returns, the printer has it on disk.</summary>
    /// <returns>The printer's number for the job; null: it gave none.</returns>
    public async Task<int?> PrintAsync(FileStream document, string user, string? password, PrintOptions options, Action<long, long> onSent, CancellationToken cancellationToken)
    {
        var request = IppMessageBuilder.Request(IppOperation.PrintJob, _ids.Next()).Uri(IppNames.PrinterUri, _queue.ToString()).Name(IppNames.RequestingUserName, user)
            .Name(IppNames.JobName, Title(document)).Mime(IppNames.DocumentFormat, "application/octet-stream");
        if (!options.Attributes.IsEmpty)
        {
            // as asked for, or not at all: paper that came out otherwise is paid for all the same
            request = options.Attributes.Aggregate(request.Boolean(IppNames.IppAttributeFidelity, true).Group(IppTag.JobAttributes), (builder, attribute) => builder.Add(attribute));
        }

        using var content = new DocumentContent(IppWriter.ToArray(request.Build()), document, onSent);
        var answer = await SendAsync(content, user, password, cancellationToken);
        return answer.IsSuccess ? answer.Find(IppTag.JobAttributes)?.GetInteger(IppNames.JobId) : throw Refused(answer, password is not null);
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private static string Title(FileStream document)
    {
        var name = Path.GetFileName(document.Name);
        while (Encoding.UTF8.GetByteCount(name) > TitleBytesMax)
        {
            name = name[..^1];
        }

        return name;
    }

    private async Task<IppMessage> SendAsync(DocumentContent content, string user, string? password, CancellationToken cancellationToken)
    {
        var address = new UriBuilder(_queue) { Scheme = Uri.UriSchemeHttps, Port = _queue.Port > 0 ? _queue.Port : 631 }.Uri;
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = content };
        request.Headers.Authorization = password is null ? null : new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}")));
        try
        {
            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            return response.IsSuccessStatusCode
                ? await ReadAsync(response, cancellationToken)
                : throw new DesktopException(ExitCode.Refused, (int)response.StatusCode == 401 ? NotProven(password is not null) : $"{_queue} answers with HTTP {(int)response.StatusCode}; is there such a queue?");
        }
        catch (Exception other) when (other is IppFormatException or EndOfStreamException)
        {
            throw new DesktopException(ExitCode.Unreachable, $"{_queue} answers something that is no IPP. Nothing is accepted.", other);
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException)
        {
            throw new DesktopException(ExitCode.Unreachable, $"{_queue} did not take the document: {fault.InnerException?.Message ?? fault.Message}. Nothing is accepted. If its certificate is not trusted, name its authority in 'printerCaFile'.", fault);
        }
    }

    private static async Task<IppMessage> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        var buffer = new ArrayBufferWriter<byte>(4096);
        while (await body.ReadAsync(buffer.GetMemory(4096), cancellationToken) is var count and > 0 && buffer.WrittenCount < AnswerBytesMax)
        {
            buffer.Advance(count);
        }

        return IppReader.TryRead(new ReadOnlySequence<byte>(buffer.WrittenMemory), IppLimits.Request, out var message, out _, out _) ? message : throw new EndOfStreamException();
    }

    private static DesktopException Refused(IppMessage answer, bool hadPassword) => new(ExitCode.Refused, answer.Status is IppStatus.NotAuthenticated or IppStatus.NotAuthorized
        ? NotProven(hadPassword)
        : $"The printer refused the document ({answer.Status}){(answer.OperationAttributes.GetString(IppNames.StatusMessage) is { } why ? ": " + Output.PlainText.Of(why) : ".")}");

    private static string NotProven(bool hadPassword) => hadPassword
        ? "The printer does not take the password. It is the one of the print server, not the identity provider's."
        : "The printer takes documents of who proves to be the user only: give the password of the print server with --password.";
}
