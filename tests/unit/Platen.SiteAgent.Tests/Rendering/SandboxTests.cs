using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Platen.SiteAgent.Rendering.Sandbox;

namespace Platen.SiteAgent.Tests.Rendering;

/// <summary>
/// Hostile documents in the renderers' sandbox, with Debian's Ghostscript, and, for what PostScript has no words for, with shells in its place. Where <c>-dSAFER</c> alone would do, it is switched off: the tests are of what is around it.
/// </summary>
public sealed class SandboxTests
{
    [Fact]
    public async Task Document_OfNoHarm_IsRendered()
    {
        using var bench = new SandboxBench();

        var (end, output) = await bench.RunPostScriptAsync("(hello) print showpage");

        (end.Code, output).ShouldBe((SandboxEndCode.Ended, "hello"), end.ToString());
    }

    // catches: no Landlock; the document would print any file of the agent's user
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Document_ThatReadsAFile_GetsNothing(bool safer)
    {
        using var bench = new SandboxBench();
        var secret = bench.PathOf("secret");
        await File.WriteAllTextAsync(secret, "the crown jewels");

        var (end, output) = await bench.RunPostScriptAsync($"({secret}) (r) file 100 string readstring pop print", safer);

        end.Code.ShouldBe(SandboxEndCode.Fault);
        output.ShouldNotContain("jewels");
        end.Explain(bench.Limits).ShouldContain("asks for what a document may not");
    }

    // catches: no Landlock
    [Theory]
    [InlineData("/bin/cat", "/etc/passwd")]
    [InlineData("/bin/ls", "/home")]
    [InlineData("/bin/cat", "/proc/self/environ")]
    public async Task Program_SeesNothingOfTheMachine(string program, string path)
    {
        using var bench = new SandboxBench();

        var (end, output) = await bench.RunAsync(program, [path]);

        end.Code.ShouldBe(SandboxEndCode.Fault);
        output.ShouldBeEmpty();
    }

    // catches: no Landlock
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Document_ThatWritesAFile_WritesNone(bool safer)
    {
        using var bench = new SandboxBench();
        var target = bench.PathOf("written");

        var (end, _) = await bench.RunPostScriptAsync($"({target}) (w) file dup (x) writestring closefile", safer);

        end.Code.ShouldBe(SandboxEndCode.Fault);
        File.Exists(target).ShouldBeFalse();
    }

    // catches: no limit of time
    [Fact]
    public async Task Document_ThatNeverEnds_IsEnded()
    {
        using var bench = new SandboxBench { Limits = new SandboxLimits { MemoryBytes = 1L << 30, Seconds = 1, TemporaryBytes = 1024 * 1024 } };

        var (end, _) = await bench.RunPostScriptAsync("{} loop");

        end.Code.ShouldBe(SandboxEndCode.TimeOver);
    }

    // catches: no limit of memory (prlimit --as)
    [Fact]
    public async Task Document_ThatTakesAllMemory_IsEnded()
    {
        using var bench = new SandboxBench { Limits = new SandboxLimits { MemoryBytes = 300L * 1024 * 1024, Seconds = 20, TemporaryBytes = 1024 * 1024 } };

        // as the product runs it: what it says is on its standard error
        var (end, _) = await bench.RunAsync(
            SandboxBench.Ghostscript, ["-q", "-dSAFER", "-dNOPAUSE", "-dBATCH", "-sDEVICE=nullpage", "-sstdout=%stderr", "-"], "%!PS\n/hold 60000 array def 0 1 59999 { hold exch 65000 string put } for\n");

        end.Code.ShouldBe(SandboxEndCode.OutOfMemory, end.ToString());
    }

    // catches: no limit of the output
    [Fact]
    public async Task Document_ThatPrintsWithoutEnd_IsEnded()
    {
        using var bench = new SandboxBench();

        var (end, output) = await bench.RunPostScriptAsync("/line 60000 string def { line print } loop");

        end.Code.ShouldBe(SandboxEndCode.OutputTooLong);
        output.Length.ShouldBeLessThanOrEqualTo((int)bench.Limits.OutputBytes);
    }

    // catches: no limit of each temporary file (prlimit --fsize); no look at the folder, for many small ones
    [Theory]
    [InlineData("(big) (w) file { dup line writestring } loop")]
    [InlineData("0 1 1000 { 20 string cvs (w) file dup 10 { dup line writestring } repeat flushfile closefile } for {} loop")]
    public async Task Document_ThatFillsItsFolder_IsEnded(string program)
    {
        using var bench = new SandboxBench();

        var (end, _) = await bench.RunPostScriptAsync("/line 60000 string def " + program, safer: false);

        end.Code.ShouldBe(SandboxEndCode.TemporaryTooLarge, end.ToString());
        bench.Left().ShouldBeEmpty();
    }

    // catches: neither a filter of system calls nor a limit of processes
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Document_ThatStartsAProgram_StartsNone(bool safer)
    {
        using var bench = new SandboxBench();
        var target = bench.PathOf("started");

        var (end, _) = await bench.RunPostScriptAsync($"(%pipe%echo x >{target}) (w) file closefile", safer);

        end.Code.ShouldBe(SandboxEndCode.Fault);
        File.Exists(target).ShouldBeFalse();
    }

    // catches: as above; a shell in the renderer's place
    [Fact]
    public async Task Program_ThatForks_CannotFork()
    {
        using var bench = new SandboxBench();

        var (end, output) = await bench.RunAsync("/bin/sh", ["-c", "(echo forked)"]);

        end.Code.ShouldBe(SandboxEndCode.Fault);
        output.ShouldBeEmpty();
    }

    // catches: no filter of system calls, or one that lets sockets through; of TCP alone Landlock would do, where the kernel is new
    [Theory]
    [InlineData("tcp")]
    [InlineData("udp")]
    public async Task Program_ThatConnects_ReachesNobody(string protocol)
    {
        using var bench = new SandboxBench();
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;

        var (end, output) = await bench.RunAsync("/bin/bash", ["-c", string.Create(CultureInfo.InvariantCulture, $"exec 3<>/dev/{protocol}/127.0.0.1/{port} && echo connected")]);

        end.Code.ShouldBe(SandboxEndCode.Fault);
        output.ShouldBeEmpty();
        listener.Pending().ShouldBeFalse();
    }

    // catches: the agent's environment passed on, which may hold its secrets
    [Fact]
    public async Task Program_HasNoEnvironmentOfTheAgents()
    {
        using var bench = new SandboxBench();

        var (end, output) = await bench.RunAsync("/usr/bin/env", []);

        end.Code.ShouldBe(SandboxEndCode.Ended);
        output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('=')[0]).Order(StringComparer.Ordinal).ShouldBe(["HOME", "LC_ALL", "PATH", "TEMP", "TMPDIR"]);
    }

    // catches: signals let through to other processes of the same user
    [Fact]
    public async Task Program_ThatSignalsTheAgent_ReachesNobody()
    {
        using var bench = new SandboxBench();

        var (end, output) = await bench.RunAsync("/bin/bash", ["-c", string.Create(CultureInfo.InvariantCulture, $"kill -0 {Environment.ProcessId} && echo reached")]);

        end.Code.ShouldBe(SandboxEndCode.Fault);
        output.ShouldBeEmpty();
    }

    // catches: a run that outlives those who wanted it
    [Fact]
    public async Task Run_ThatIsDisposedOf_IsOverAndLeavesNothing()
    {
        using var bench = new SandboxBench();
        var run = await bench.Sandbox.StartAsync(SandboxBench.Ghostscript, ["-q", "-dSAFER", "-dNOPAUSE", "-dBATCH", "-sDEVICE=nullpage", "-c", "{} loop"], bench.Limits, CancellationToken.None);
        bench.Left().Count.ShouldBeGreaterThan(0);

        run.Stop();
        var end = await run.EndAsync(CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(5));
        await run.DisposeAsync();

        end.Code.ShouldBe(SandboxEndCode.Stopped);
        bench.Left().ShouldBeEmpty();
    }

    // catches: fail-open where the kernel has no Landlock
    [Fact]
    public async Task Machine_WithoutProtection_RunsNothing()
    {
        using var bench = new SandboxBench(protection: new SandboxProtection(0, FiltersCalls: true, HasLimits: true, IsRoot: false));

        var (end, output) = await bench.RunPostScriptAsync("(hello) print");

        end.Code.ShouldBe(SandboxEndCode.NotConfined);
        output.ShouldBeEmpty();
        end.Explain(bench.Limits).ShouldContain("Landlock");
    }

    [Fact]
    public async Task Machine_WithoutProtection_RunsWhenItsAdministratorSaysSo()
    {
        using var bench = new SandboxBench(options => options.AllowUnconfined = true, new SandboxProtection(0, FiltersCalls: false, HasLimits: true, IsRoot: false));

        (await bench.RunPostScriptAsync("(hello) print")).Output.ShouldBe("hello");
    }

    // catches: documents in the clear on a disk
    [Fact]
    public async Task Machine_WithoutMemoryFolder_RunsNothing()
    {
        using var bench = new SandboxBench(options => options.TemporaryFolder = AppContext.BaseDirectory);

        var (end, _) = await bench.RunPostScriptAsync("(hello) print");

        end.Code.ShouldBe(SandboxEndCode.NotConfined);
        end.Explain(bench.Limits).ShouldContain("Rendering:TemporaryFolder");
    }

    [Fact]
    public async Task Program_ThatIsNotInstalled_IsNamed()
    {
        using var bench = new SandboxBench();

        var (end, _) = await bench.RunAsync("/usr/bin/no-such-renderer", []);

        end.Explain(bench.Limits).ShouldContain("not installed");
    }

    [Fact]
    public void Start_AfterAKill_DeletesWhatWasLeft()
    {
        using var bench = new SandboxBench();
        var left = Directory.CreateDirectory(Path.Combine(bench.Scratch.Place!, "platen-render-0left"));
        File.WriteAllText(Path.Combine(left.FullName, "lock"), "");
        File.WriteAllText(Path.Combine(left.FullName, "plain"), "in the clear");

        bench.Scratch.Create();

        Directory.Exists(left.FullName).ShouldBeFalse();
    }

    [Fact]
    public void Order_OnTheCommandLine_IsReadAsItWasWritten()
    {
        var order = new SandboxOrder
        {
            Program = "/usr/bin/gs", Arguments = ["-q", "--", "-"], Folder = "/dev/shm/x", Readable = ["/opt/fonts"], IsLenient = true,
            Limits = new SandboxLimits { MemoryBytes = 1, Seconds = 2, TemporaryBytes = 3 },
        };

        var read = SandboxOrder.TryParse(order.ToCommandLine().Skip(1).ToArray())!;

        read.ToCommandLine().ShouldBe(order.ToCommandLine());
        SandboxOrder.TryParse(["--folder", "/x", "--", "/usr/bin/gs"]).ShouldBeNull();
        SandboxOrder.TryParse(["--memory"]).ShouldBeNull();
    }
}
