package dev.gatehouse.launcher;

import dev.gatehouse.launcher.demo.Demo;
import dev.gatehouse.launcher.mail.ReceivedMail;
import dev.gatehouse.launcher.process.LaunchFailure;
import dev.gatehouse.launcher.suite.DemoAccounts;
import dev.gatehouse.launcher.suite.RunningService;
import dev.gatehouse.launcher.suite.Suite;
import dev.gatehouse.launcher.suite.SuiteOptions;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** {@code up}, {@code demo} and {@code restart}; the script {@code gatehouse} at the project's root hands over to it. */
public final class Main {
    private static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    private static final PrintStream ERR = new PrintStream(System.err, true, StandardCharsets.UTF_8);

    private Main() {}

    /** Exits with 0, with 1 where something failed, with 2 where the command line is not understood. */
    public static void main(String[] arguments) throws InterruptedException {
        int status;
        try {
            CommandLine command = CommandLine.parse(arguments);
            status = switch (command.verb()) {
                case UP -> up(command.options());
                case DEMO -> demo(command.options());
                case RESTART -> restart(command);
            };
        } catch (CommandLine.NotUnderstood e) {
            ERR.println("gatehouse: " + e.getMessage());
            status = 2;
        } catch (LaunchFailure e) {
            ERR.println("gatehouse: " + e.getMessage());
            e.details().forEach(ERR::println);
            status = 1;
        }
        System.exit(status);
    }

    private static int up(SuiteOptions options) throws InterruptedException {
        try (var suite = Suite.start(options, line -> OUT.println("  " + line))) {
            Map<String, String> demo = DemoAccounts.ensure(suite, options.dataDirectory());
            OUT.println();
            OUT.println("Gatehouse is ready at " + suite.origin());
            OUT.println("  sign-in page     " + suite.origin() + "/login");
            OUT.println("  discovery        " + suite.origin() + "/.well-known/openid-configuration");
            OUT.println("  demo sign-in     " + demo.get("ALICE_USERNAME") + " / " + demo.get("ALICE_PASSWORD"));
            OUT.println("  administrator    " + suite.adminUsername() + " / " + suite.adminPassword());
            OUT.println("  for your shell   . " + options.dataDirectory().resolve(DemoAccounts.FILE));
            OUT.println("  logs             " + options.dataDirectory().resolve("logs"));
            OUT.println("  mails            are shown here as they are sent");
            OUT.println("Ctrl-C stops everything.");
            suite.mails().show(Main::show);
            new CountDownLatch(1).await();
        }
        return 0;
    }

    private static void show(ReceivedMail mail) {
        OUT.println();
        OUT.println("  mail to " + mail.to() + ": " + mail.subject());
        mail.text().lines().forEach(line -> OUT.println("  | " + line));
    }

    private static int demo(SuiteOptions options) {
        Map<String, String> noted = DemoAccounts.read(options.dataDirectory());
        String origin = noted.getOrDefault("GATEHOUSE", options.issuer());
        return Demo.walk(URI.create(origin), noted, OUT) ? 0 : 1;
    }

    private static int restart(CommandLine command) throws InterruptedException {
        var service = RunningService.named(command.service(), command.options());
        OUT.println("stopping " + service.name() + " (process " + service.pid() + ")");
        long successor = service.restart();
        OUT.println(service.name() + " is ready again (process " + successor + ")");
        return 0;
    }
}
