using System.CommandLine;
using Platen.Ops.Installation;
using Platen.Ops.Sampling;
using Platen.Ops.Selftest;

var root = new RootCommand("Platen's operation commands; the scripts in ops/ call them.")
{
    Seed(), SeedBranch(), Endpoints(), MfpPorts(), Selftest(),
};
try
{
    return await root.Parse(args).InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
}
catch (Exception fault) when (fault is OpsException or HttpRequestException or IOException)
{
    await Console.Error.WriteLineAsync("error: " + fault.Message);
    return 1;
}

static Command Seed()
{
    var (data, listen) = (DataOption(), ListenOption());
    var command = new Command("seed", "Sets a new system up with sample data.") { data, listen };
    command.SetAction((parse, token) => new SeedCommand(new DataFolder(parse.GetRequiredValue(data)), parse.GetRequiredValue(listen)).RunAsync(token));
    return command;
}

static Command SeedBranch()
{
    var (data, listen) = (DataOption(), ListenOption());
    var number = new Option<int>("--number") { Required = true, Description = "Number of the branch, 2 or more." };
    var command = new Command("seed-branch", "Adds a further branch with sample devices.") { data, listen, number };
    command.SetAction((parse, token) => new SeedBranchCommand(new DataFolder(parse.GetRequiredValue(data)), parse.GetRequiredValue(listen), parse.GetRequiredValue(number)).RunAsync(token));
    return command;
}

static Command Endpoints()
{
    var (data, listen) = (DataOption(), ListenOption());
    var command = new Command("endpoints", "Writes endpoints.json.") { data, listen };
    command.SetAction((parse, token) => new EndpointsCommand(new DataFolder(parse.GetRequiredValue(data)), parse.GetRequiredValue(listen)).RunAsync(token));
    return command;
}

static Command MfpPorts()
{
    var file = new Argument<string>("mfp.json");
    var command = new Command("mfp-ports", "Prints the virtual MFP's ports as its options.") { file };
    command.SetAction(parse => MfpPortsCommand.Run(parse.GetRequiredValue(file)));
    return command;
}

static Command Selftest()
{
    var files = new Argument<string[]>("files") { Arity = ArgumentArity.OneOrMore, Description = "Documents to send." };
    var via = new Option<string>("--via") { DefaultValueFactory = _ => "ipp", Description = "ipp, ipps, lpd or raw." };
    var user = new Option<string>("--user") { DefaultValueFactory = _ => "alice", Description = "Login name of a sample user." };
    var device = new Option<string?>("--device") { Description = "Id of a sample device; the first one when absent." };
    var fallback = new Option<string>("--data-default") { Hidden = true, DefaultValueFactory = _ => "var/platen" };
    var data = new Option<string?>("--data") { Description = "The system's data folder." };
    var command = new Command("selftest", "Sends files through the running system and compares what comes out.") { files, via, user, device, fallback, data };
    command.SetAction((parse, token) =>
    {
        var folder = new DataFolder(parse.GetValue(data) ?? parse.GetRequiredValue(fallback));
        var options = new SelftestOptions(parse.GetRequiredValue(files), parse.GetRequiredValue(via), parse.GetRequiredValue(user), parse.GetValue(device));
        return new SelftestCommand(folder, options).RunAsync(token);
    });
    return command;
}

static Option<string> DataOption() => new("--data") { Required = true, Description = "The system's data folder." };

static Option<string> ListenOption() => new("--listen") { DefaultValueFactory = _ => "127.0.0.1", Description = "Address of its services." };
