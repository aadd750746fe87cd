using System.Threading.Channels;
using Platen.Pdl;
using Platen.Pdl.Pdf;
using Platen.SiteAgent.Jobs;
using Platen.SiteAgent.Telemetry;

namespace Platen.SiteAgent.Intake;

/// <summary>
/// Counts pages where one pass could not: PDF by random access, PostScript by Ghostscript in a cage. It runs behind the intake, one document at a time, so that no sender waits for it;
/// the result replaces the job's facts by a fact of its own.
/// </summary>
internal sealed partial class PageRenderer(IHeldJobs jobs, GhostscriptCounter ghostscript, ILogger<PageRenderer> logger) : BackgroundService
{
    private const int WaitingMax = 1_000;

    private readonly Channel<(HeldJob Job, bool Render)> _waiting =
        Channel.CreateBounded<(HeldJob, bool)>(new BoundedChannelOptions(WaitingMax) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    /// <summary>Takes a job on if a second look can tell more. When too many wait, its pages stay unknown, with the reason that is recorded already.</summary>
    public void Consider(HeldJob job, PdlReport report)
    {
        var render = report.Pages.NeedsRender && report.Format == PdlFormat.PostScript;
        if (render || (report.Pages.NeedsWholeDocument && report.Format == PdlFormat.Pdf))
        {
            if (_waiting.Reader.Count >= WaitingMax)
            {
                AgentInstruments.OnLimit(LimitNames.PageCounting);
            }

            _waiting.Writer.TryWrite((job, render));
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var (job, render) in _waiting.Reader.ReadAllAsync(stoppingToken))
        {
            try
            {
                var pages = render ? await ghostscript.CountAsync(job, stoppingToken) : await CountPdfAsync(job, stoppingToken);
                await jobs.SetPagesAsync(job.Id, pages, stoppingToken);
            }
            catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
            {
                // one document must not end the counting of all others, nor the agent
                LogFailed(fault, job.Id.ToString());
            }
        }
    }

    private async Task<PageCount> CountPdfAsync(HeldJob job, CancellationToken cancellationToken)
    {
        await using var window = await PlainWindow.OpenAsync(jobs, job.Id, cancellationToken);
        return ReportMapping.ToPages(PdfPageCounter.Count(window.ReadAt, window.Length, PdlLimits.Default));
    }

    [LoggerMessage(2201, LogLevel.Warning, "The pages of job {Job} could not be counted by a second look")]
    private partial void LogFailed(Exception fault, string job);
}
