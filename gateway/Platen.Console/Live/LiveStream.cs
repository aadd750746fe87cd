using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Platen.Console.Hosting;
using Platen.Domain.Replication;
using Platen.Grains.Abstractions;
using Platen.Grains.Abstractions.Queries;

namespace Platen.Console.Live;

/// <summary>
/// Server-sent events: which kinds of records have changed, never what is in them, so that nobody hears more than the page that is fetched then may show. A stream ends after some minutes; the browser opens the next one,
/// and its session is checked again.
/// </summary>
internal sealed class LiveStream(IOptions<ConsoleOptions> options, IGrainFactory grains, IHostApplicationLifetime lifetime, TimeProvider time)
{
    /// <summary>Streams at once; beyond, pages are not live, but work.</summary>
    private const int StreamsMax = 1_000;

    private static readonly TimeSpan StreamMax = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan WaitMax = TimeSpan.FromSeconds(20);

    /// <summary>News are collected so long, so that a busy hour is no storm of requests.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    private static readonly string All = string.Join(',', Enum.GetValues<FeedTopic>().Where(topic => topic != FeedTopic.Unspecified).Select(Word));

    private int _streams;

    public async Task RunAsync(HttpContext context)
    {
        if (Interlocked.Increment(ref _streams) > StreamsMax)
        {
            Interlocked.Decrement(ref _streams);
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return;
        }

        try
        {
            await SendAsync(context);
        }
        finally
        {
            Interlocked.Decrement(ref _streams);
        }
    }

    private async Task SendAsync(HttpContext context)
    {
        using var over = new CancellationTokenSource(StreamMax, time);
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, over.Token, lifetime.ApplicationStopping);
        context.Response.ContentType = "text/event-stream";
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        try
        {
            await WriteAsync(context, "retry: 3000\n\n", ends.Token);
            await FollowAsync(context, grains.Wait(options.Value.Tenant), ends.Token);
        }
        catch (OperationCanceledException) when (ends.IsCancellationRequested)
        {
            // the end of every stream
        }
    }

    private async Task FollowAsync(HttpContext context, IWaitGrain feed, CancellationToken cancellationToken)
    {
        var cursor = await feed.CursorAsync(cancellationToken);
        while (true)
        {
            var page = await feed.WaitForChangeAsync(cursor, WaitMax, cancellationToken);
            cursor = page.TooOld ? await feed.CursorAsync(cancellationToken) : Math.Max(cursor, page.Cursor);
            var topics = page.TooOld ? All : string.Join(',', page.Items.Select(item => Word(item.Entry.Topic)).Distinct(StringComparer.Ordinal));
            // a comment keeps proxies from closing an idle stream
            await WriteAsync(context, topics.Length == 0 ? ": idle\n\n" : $"event: change\ndata: {topics}\n\n", cancellationToken);
            await Task.Delay(Pause, time, cancellationToken);
        }
    }

    private static string Word(FeedTopic topic) => topic.ToString().ToLowerInvariant();

    private static async Task WriteAsync(HttpContext context, string text, CancellationToken cancellationToken)
    {
        await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(text), cancellationToken);
        await context.Response.Body.FlushAsync(cancellationToken);
    }
}
